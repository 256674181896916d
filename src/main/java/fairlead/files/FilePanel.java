package fairlead.files;

import fairlead.access.Person;
import fairlead.admission.Admission;
import fairlead.policy.Limits;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One host's files, open for one person. */
final class FilePanel {
  private final String id;
  private final Admission admission;
  private final PanelState state;
  private final int transfersMost;
  private final Map<String, Transfer> transfers = new ConcurrentHashMap<>();
  private final ConfirmedParts confirmed = new ConfirmedParts();
  private final AtomicInteger count = new AtomicInteger();
  private volatile RemotePath swept;
  private volatile long usedNanos = System.nanoTime();
  private volatile Instant until = Instant.MAX;
  private FileSession session;
  private String failure;
  private boolean closed;

  /**
   * @param admission the admission by which it is open
   * @param transfersMost maximum number of transfers at a time
   */
  FilePanel(String id, Admission admission, PanelState state, int transfersMost) {
    this.id = id;
    this.admission = admission;
    this.state = state;
    this.transfersMost = transfersMost;
  }

  String id() {
    return id;
  }

  /** The admission by which it is open. */
  Admission admission() {
    return admission;
  }

  /** The person, with the roles and groups of the last recheck. */
  Person person() {
    return admission.person();
  }

  /** What people call the host. */
  String host() {
    return admission.host();
  }

  /** What the person may do here. */
  Limits limits() {
    return admission.limits();
  }

  /** Cancels transfers that are no longer allowed. Called after each recheck. */
  void renewed() {
    Limits now = limits();
    for (Transfer one : transfers()) {
      boolean allowed =
          switch (one.direction()) {
            case UPLOAD -> now.upload();
            case DOWNLOAD -> now.download();
          };
      if (!allowed) {
        one.cancel();
      }
    }
  }

  PanelState state() {
    return state;
  }

  /** Sets the session once it is open; closes it if the panel was closed meanwhile. */
  void opened(FileSession opened) {
    synchronized (this) {
      if (!closed) {
        session = opened;
      }
    }
    if (session() == null) {
      opened.close();
    }
    state.changed();
  }

  /**
   * @param sentence for the person
   */
  void failed(String sentence) {
    synchronized (this) {
      // The first reason counts: what closed the panel also ends its opening.
      if (failure == null) {
        failure = sentence;
      }
    }
    state.changed();
  }

  /** The session, or null if it is not open. */
  synchronized FileSession session() {
    return session;
  }

  /** Why files cannot be shown, a sentence for the person; or empty. */
  synchronized Optional<String> failure() {
    Optional<String> trouble = session == null ? Optional.empty() : session.trouble();
    return trouble.or(() -> Optional.ofNullable(failure));
  }

  /** Why the panel was closed, a sentence for the person; empty if it is not closed. */
  synchronized Optional<String> closed() {
    return closed ? Optional.ofNullable(failure) : Optional.empty();
  }

  /** Sets when to close the panel: when the token that opened it expires. */
  void until(Instant end) {
    until = end;
  }

  /** Whether the token that opened the panel has expired. */
  boolean expired() {
    return Instant.now().isAfter(until);
  }

  /** How much of each upload's part the host has confirmed. */
  ConfirmedParts confirmed() {
    return confirmed;
  }

  void used() {
    usedNanos = System.nanoTime();
  }

  /** Nanoseconds since the last use; 0 while transfers are under way. */
  long idleFor(long nowNanos) {
    return transfers.isEmpty() ? nowNanos - usedNanos : 0;
  }

  Collection<Transfer> transfers() {
    return transfers.values();
  }

  Optional<Transfer> transfer(String transfer) {
    return Optional.ofNullable(transfers.get(transfer));
  }

  /**
   * Begins a transfer.
   *
   * @return empty if the maximum number of transfers is reached
   */
  Optional<Transfer> begin(Transfer.Direction direction, RemotePath path, long size) {
    synchronized (transfers) {
      if (transfers.size() >= transfersMost) {
        return Optional.empty();
      }
      Transfer transfer =
          new Transfer(Integer.toString(count.incrementAndGet()), direction, path, size);
      transfers.put(transfer.id(), transfer);
      return Optional.of(transfer);
    }
  }

  void end(Transfer transfer) {
    transfers.remove(transfer.id());
    transfer.end();
    used();
  }

  /**
   * Whether this directory must be swept, because another one was swept last; marks it as swept.
   */
  boolean sweeps(RemotePath directory) {
    boolean another = !directory.equals(swept);
    swept = directory;
    return another;
  }

  /**
   * Closes the session and ends everything that is under way.
   *
   * @param why a sentence for the person
   */
  void close(String why) {
    FileSession open;
    synchronized (this) {
      closed = true;
      open = session;
      session = null;
      if (failure == null) {
        failure = why;
      }
    }
    state.leave();
    if (open != null) {
      open.close();
    }
    transfers().forEach(Transfer::abort);
    state.changed();
  }
}
