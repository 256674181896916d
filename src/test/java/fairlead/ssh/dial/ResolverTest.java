package fairlead.ssh.dial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
public class ResolverTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** A name service that does not answer. */
  public static InetAddress[] never(String name) {
    Lock lock = new ReentrantLock();
    lock.lock();
    while (true) {
      // As the system's resolver: nobody can interrupt it.
      lock.newCondition().awaitUninterruptibly();
    }
  }

  @Test
  void whatTheNameServiceSaysIsTold() throws Exception {
    InetAddress[] two = {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2")};
    Resolver resolver = new Resolver(1, Thread::new, name -> two);
    assertEquals(List.of(two), resolver.resolve("host.example.com", LONG));
    assertEquals(List.of(two), resolver.resolve("host.example.com", LONG), "its place is free");
  }

  @Test
  void anUnknownNameIsUnknown() {
    Resolver resolver =
        new Resolver(
            1,
            Thread::new,
            name -> {
              throw new UnknownHostException(name);
            });
    assertThrows(UnknownHostException.class, () -> resolver.resolve("host.example.com", LONG));
    assertThrows(UnknownHostException.class, () -> resolver.resolve("host.example.com", LONG));
  }

  @Test
  void thoseThatHangAreOnlySoMany() throws Exception {
    Resolver resolver = new Resolver(2, ResolverTest::daemon, ResolverTest::never);
    for (int i = 0; i < 4; i++) {
      assertThrows(SocketTimeoutException.class, () -> resolver.resolve("a.example.com", SHORT));
    }
    assertEquals(2, Thread.getAllStackTraces().keySet().stream().filter(this::isLookup).count());
    assertEquals(
        List.of(InetAddress.getByName("10.0.0.1")),
        resolver.resolve("10.0.0.1", SHORT),
        "numbers are nobody's to resolve");
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() {
    Resolver resolver = new Resolver(1, ResolverTest::daemon, ResolverTest::never);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> resolver.resolve("a.example.com", LONG));
    assertEquals(true, Thread.interrupted());
  }

  private boolean isLookup(Thread thread) {
    return thread.getName().equals("lookup of ResolverTest");
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lookup of ResolverTest");
    thread.setDaemon(true);
    return thread;
  }
}
