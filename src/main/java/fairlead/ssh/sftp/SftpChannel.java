package fairlead.ssh.sftp;

import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import fairlead.ssh.FileException;
import fairlead.ssh.HostText;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only SFTP channel of a session. Any number of requests can wait for their replies at the same
 * time, so listings and transfers share the channel; this works even where a host allows only one
 * ({@code MaxSessions 1}). Taking a reply never waits: every reply was requested, so the callers
 * limit how many are kept.
 *
 * <p>If a reply takes too long, the session is closed and all waiting requests fail.
 */
public final class SftpChannel {
  private static final int EXTENDED = 200;
  private static final int INIT = 1;
  private static final int VERSION = 2;
  private static final int PROTOCOL = 3;

  /** While other replies arrive, a request may wait for this many reply timeouts. */
  private static final int OVERTAKEN = 10;

  private static final long TICK_MILLIS = 500;

  private record Pending(CompletableFuture<SftpReply> reply, long sentNanos) {}

  private final Session session;
  private final String host;
  private final long replyNanos;
  private final ScheduledExecutorService clock;
  private final Runnable end;
  private final ReentrantLock sending = new ReentrantLock();
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private final Map<String, String> extensions = new LinkedHashMap<>();
  private final CompletableFuture<SftpReply> version = new CompletableFuture<>();
  private OutputStream toHost;
  private Future<?> ticking;
  private FileException failure;
  private long nextId;
  private long repliedNanos = System.nanoTime();

  /**
   * @param reply time within which a host must answer
   * @param end closes the session and its socket; it must not wait for the host
   */
  public SftpChannel(
      Session session, String host, Duration reply, ScheduledExecutorService clock, Runnable end) {
    this.session = session;
    this.host = host;
    this.replyNanos = reply.toNanos();
    this.clock = clock;
    this.end = end;
  }

  /** Starts the host's SFTP server and agrees on version 3, which all servers speak. */
  public void open(Duration timeout) throws FileException {
    try {
      ChannelSubsystem channel = (ChannelSubsystem) session.openChannel("subsystem");
      channel.setSubsystem("sftp");
      channel.setWantReply(true);
      channel.setOutputStream(new SftpPackets(this::take, this::broken, this::misunderstood));
      channel.setExtOutputStream(OutputStream.nullOutputStream());
      channel.connect((int) timeout.toMillis());
      toHost = channel.getOutputStream();
      send(new SftpPacket(INIT).uint32(PROTOCOL).whole());
      greeting(version.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (JSchException | IOException e) {
      throw refused(e);
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (TimeoutException e) {
      throw fail(new FileException(FileException.Reason.LOST, silent(), e));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    ticking =
        clock.scheduleWithFixedDelay(
            () -> tick(System.nanoTime()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void greeting(SftpReply hello) throws FileException {
    try {
      hello.uint32();
      while (hello.more()) {
        extensions.put(hello.string(), hello.string());
      }
    } catch (SftpReply.MalformedException e) {
      throw fail(malformed(e));
    }
  }

  /** Whether the host's server has an extension of this name, in this version. */
  boolean has(String extension, String ofVersion) {
    return ofVersion.equals(extensions.get(extension));
  }

  String host() {
    return host;
  }

  /** A packet of this type with a new request id; pass it to {@link #ask}. */
  Request request(int type) {
    synchronized (pending) {
      long id = nextId++ & 0xffffffffL;
      return new Request(id, new SftpPacket(type).uint32(id));
    }
  }

  /**
   * The same for an extension that the host {@link #has}.
   *
   * @param name as the host gives it
   */
  Request extended(String name) {
    Request request = request(EXTENDED);
    request.packet().string(name);
    return request;
  }

  /**
   * A request.
   *
   * @param packet takes the remaining fields
   */
  record Request(long id, SftpPacket packet) {}

  /** Sends a request. It may wait until the host takes it; the reply comes later. */
  CompletableFuture<SftpReply> ask(Request request) throws FileException {
    CompletableFuture<SftpReply> reply = new CompletableFuture<>();
    synchronized (pending) {
      if (failure != null) {
        throw new FileException(failure.reason(), failure.getMessage(), failure);
      }
      pending.put(request.id(), new Pending(reply, System.nanoTime()));
    }
    try {
      send(request.packet().whole());
    } catch (IOException e) {
      throw fail(lost(e));
    }
    return reply;
  }

  /** Waits for a reply, until its deadline. */
  SftpReply await(CompletableFuture<SftpReply> reply) throws FileException {
    try {
      return reply.get();
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  boolean open() {
    synchronized (pending) {
      return failure == null && session.isConnected();
    }
  }

  /** Why it was closed; null when the reason is unknown. */
  FileException failure() {
    synchronized (pending) {
      return failure;
    }
  }

  void close() {
    fail(lost(null));
  }

  private void send(byte[] packet) throws IOException {
    sending.lock();
    try {
      toHost.write(packet, 0, packet.length);
      toHost.flush();
    } finally {
      sending.unlock();
    }
  }

  /** Takes a packet of the host; called on the session's thread. */
  private void take(byte[] packet) {
    SftpReply reply = new SftpReply(packet);
    try {
      int type = packet.length == 0 ? -1 : packet[0];
      if (!version.isDone()) {
        reply.uint8();
        if (type != VERSION) {
          throw new SftpReply.MalformedException();
        }
        version.complete(reply);
        return;
      }
      SftpReply number = new SftpReply(packet);
      number.uint8();
      Pending asked;
      synchronized (pending) {
        asked = pending.remove(number.uint32());
        repliedNanos = System.nanoTime();
      }
      if (asked == null) {
        throw new SftpReply.MalformedException();
      }
      asked.reply().complete(reply);
    } catch (SftpReply.MalformedException e) {
      fail(malformed(e));
    }
  }

  private void broken() {
    fail(
        version.isDone()
            ? lost(null)
            : new FileException(
                FileException.Reason.FAILED,
                host
                    + " closed the file transfer when it began: its SFTP server is missing, or"
                    + " refuses this account."));
  }

  /**
   * Fails because the host sent something other than SFTP.
   *
   * @param text what the host sent
   */
  private void misunderstood(String text) {
    fail(
        version.isDone()
            ? malformed(null)
            : new FileException(
                FileException.Reason.FAILED,
                host
                    + " sent text where the file transfer should begin: “"
                    + HostText.line(text, 120).strip()
                    + "”. If a start-up file such as ~/.bashrc prints it, let it print in"
                    + " interactive shells only."));
  }

  /** Fails the channel if a reply takes too long. */
  void tick(long now) {
    boolean late;
    synchronized (pending) {
      if (pending.isEmpty()) {
        return;
      }
      long sent = pending.values().iterator().next().sentNanos();
      long quiet = Math.min(now - sent, now - repliedNanos);
      late = quiet > replyNanos || now - sent > OVERTAKEN * replyNanos;
    }
    if (late) {
      fail(new FileException(FileException.Reason.LOST, silent()));
    }
  }

  private FileException fail(FileException why) {
    Map<Long, Pending> waiting;
    FileException first;
    synchronized (pending) {
      if (failure == null) {
        failure = why;
      }
      first = failure;
      waiting = new LinkedHashMap<>(pending);
      pending.clear();
    }
    if (ticking != null) {
      ticking.cancel(false);
    }
    end.run();
    version.completeExceptionally(first);
    waiting.values().forEach(one -> one.reply().completeExceptionally(first));
    return first;
  }

  private String silent() {
    return "The SFTP server of " + host + " does not answer. Open the files again.";
  }

  private FileException refused(Exception e) {
    synchronized (pending) {
      if (failure != null) {
        return failure;
      }
    }
    return session.isConnected()
        ? new FileException(
            FileException.Reason.FAILED,
            host
                + " accepted the login, but offers no file transfer: its SSH server has no SFTP"
                + " subsystem, or refuses it.",
            e)
        : lost(e);
  }

  private FileException malformed(Exception e) {
    return new FileException(
        FileException.Reason.LOST,
        host + " sent a message that is not valid SFTP. Open the files again.",
        e);
  }

  FileException malformed(SftpReply.MalformedException e) {
    return fail(malformed((Exception) e));
  }

  private FileException lost(Exception e) {
    return new FileException(
        FileException.Reason.LOST,
        "The connection to " + host + " is lost. Open the files again.",
        e);
  }

  /** The shared failure, with the stack trace of the caller. */
  private static FileException failed(ExecutionException e) {
    FileException cause = (FileException) e.getCause();
    return new FileException(cause.reason(), cause.getMessage(), cause);
  }

  private static FileException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FileException(
        FileException.Reason.LOST,
        "The Fairlead server is being stopped. Open the files again.",
        e);
  }
}
