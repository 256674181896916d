package fairlead.ssh.dial;

import fairlead.concurrent.Managed;
import fairlead.ssh.SshSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Resolves names with a deadline. The system's resolver has no timeout, so each lookup runs on a
 * separate thread, which may outlive the wait; the number of these threads is limited.
 */
@ApplicationScoped
public class Resolver {
  /** What Java accepts as an address without asking a name service. */
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

  private Semaphore lookups;
  private ThreadFactory threads;
  private NameService service;

  /** Resolves a name to its addresses. */
  public interface NameService {
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  /** For the CDI container. */
  protected Resolver() {}

  @Inject
  Resolver(SshSettings settings, @Managed ThreadFactory threads) {
    this(settings.lookups(), threads, InetAddress::getAllByName);
  }

  /**
   * @param lookups number of names that may be looked up at once
   */
  public Resolver(int lookups, ThreadFactory threads, NameService service) {
    this.lookups = new Semaphore(lookups);
    this.threads = threads;
    this.service = service;
  }

  /** Whether this is a numeric address, for which no name service is asked. */
  static boolean numbers(String name) {
    return NUMBERS.matcher(name).matches();
  }

  /**
   * All addresses, in the order of the name service; at least one.
   *
   * @throws UnknownHostException when there is none
   * @throws SocketTimeoutException when the name service does not answer in time
   */
  public List<InetAddress> resolve(String name, Duration within) throws IOException {
    if (numbers(name)) {
      return List.of(InetAddress.getAllByName(name));
    }
    long until = System.nanoTime() + within.toNanos();
    try {
      if (!lookups.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new SocketTimeoutException("Too many names are being looked up");
      }
      FutureTask<List<InetAddress>> lookup = begin(name);
      try {
        return lookup.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      } finally {
        lookup.cancel(true);
      }
    } catch (TimeoutException e) {
      throw (IOException) new SocketTimeoutException(name + " was not resolved").initCause(e);
    } catch (ExecutionException e) {
      throw (IOException) new UnknownHostException(name).initCause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("The Fairlead server is being stopped").initCause(e);
    }
  }

  private FutureTask<List<InetAddress>> begin(String name) {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> List.of(service.addresses(name)));
    boolean begun = false;
    try {
      threads.newThread(() -> run(lookup)).start();
      begun = true;
    } finally {
      if (!begun) {
        lookups.release();
      }
    }
    return lookup;
  }

  /**
   * Runs a lookup to its end, even if the caller has stopped waiting, and only then releases its
   * permit.
   */
  private void run(FutureTask<?> lookup) {
    try {
      lookup.run();
    } finally {
      lookups.release();
    }
  }
}
