package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Readings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Opens terminals and kills them in every way there is, and compares what the server holds with
 * what it held before. {@code -Dsoak.terminals=2000} for the long run.
 */
@EnabledIf("fairlead.testing.OpenSshServer#available")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SoakIT {
  private static final int TERMINALS = Integer.getInteger("soak.terminals", 60);
  private static final int AT_ONCE = 12;

  /**
   * With this server's settings (docs/ARCHITECTURE.md, "What is left behind"): a browser is missed
   * after 2.5 pings of 4 s, and its terminal ends 5 s later; a plain client that takes nothing is
   * closed after 4 s. The rest is the clock's second, and a busy machine.
   */
  private static final Duration GONE = Duration.ofSeconds(20);

  /** Keep-alives of 2 s: the second missing one is noticed after 3 of them at the latest. */
  private static final Duration NOTICED = Duration.ofSeconds(8);

  /** A server that goes away waits for nobody. */
  private static final Duration AT_ONCE_GONE = Duration.ofSeconds(5);

  /** KiB by which a heap of some 50 MiB differs from one collection to the next. */
  private static final long HEAP_NOISE = 8 * 1024;

  /** Threads of the application's clock, and of its logins. */
  private static final int CLOCK = 3;

  /** The one in use, and the server's first: docs/ARCHITECTURE.md, "What is left behind". */
  private static final long APPLICATIONS = 2;

  /** JSch's silent logger: a constant of a class that every opened terminal uses. */
  private static final String ONE_IN_EVERY_APPLICATION = "com.jcraft.jsch.JSch$1";

  private static final String TERMINAL = "fairlead.terminal.Terminal";

  private static final String[] OURS = {
    "fairlead.terminal.", "fairlead.ssh.", "com.jcraft.jsch.", "java.lang.VirtualThread"
  };

  private static final Readings NOTHING = new Readings(List.of(), 0, 0, Map.of());

  /** One server for all: the last test stops it. */
  private static SoakPlace place;

  @BeforeAll
  static void start() throws Exception {
    place = new SoakPlace();
  }

  @AfterAll
  static void stop() throws Exception {
    place.close();
  }

  @Test
  @Order(1)
  void terminalsThatDieInEveryWayLeaveNothing() throws Exception {
    Demises demises = new Demises(place.server);
    // Pools, caches and classes that are there once and for all.
    kill(demises.ways(), demises.ways().size());
    unplug(demises, 1);
    awaitGone(demises);
    // known_hosts is kept once for all, when nobody has written to it for a while: by now.
    kill(demises.ways(), 1);
    awaitGone(demises);
    long files = place.server.openFiles();
    awaitReadings(now -> now.instances().get(TERMINAL) == null);
    Readings before = awaitFiles(files);

    long began = System.nanoTime();
    int unplugged = Math.max(1, TERMINALS / (demises.ways().size() + 1));
    kill(demises.ways(), TERMINALS - unplugged);
    unplug(demises, unplugged);
    long took = System.nanoTime() - began;
    Duration gone = awaitGone(demises);
    demises.forgetAbandoned();
    awaitReadings(now -> now.grown(before, OURS).isEmpty());
    Readings after = awaitFiles(before.files());

    System.out.printf(
        "%d terminals in %d s; all gone %d ms after the last%nbefore: %s%nafter:  %s%n",
        TERMINALS,
        TimeUnit.NANOSECONDS.toSeconds(took),
        gone.toMillis(),
        summary(before),
        summary(after));
    assertEquals(Map.of(), after.grown(before, OURS), "objects that are left");
    assertEquals(ours(before), ours(after), "threads that are left");
    assertTrue(
        after.heapKiB() - before.heapKiB() < HEAP_NOISE,
        "heap: " + before.heapKiB() + " to " + after.heapKiB() + " KiB");
  }

  /** Closing waits for a thread of the server's pool: it must not be one itself. */
  @Test
  @Order(2)
  void manySocketsThatEndTogetherHoldUpNobody() throws Exception {
    Browserless person = Browserless.signedIn(place.server.address(), "operator");
    List<Browserless.Socket> many = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      many.add(person.socket());
    }
    for (Browserless.Socket one : many) {
      one.say("{'type':'unknown'}");
    }
    Browserless.Socket next = person.socket();
    long began = System.nanoTime();
    next.say("{'type':'unknown'}");
    assertEquals(4400, next.awaitClose());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, "answered after " + took);
    for (Browserless.Socket one : many) {
      assertEquals(4400, one.awaitClose());
    }
  }

  /** A write that waits for a socket that is gone would wait for ever (docs/decisions/0010). */
  @Test
  @Order(3)
  void browsersThatGoAwayWhileTheirPromptIsWrittenLeaveNoThread() throws Exception {
    Demises demises = new Demises(place.server);
    kill(demises.goneAtOnce(), 240);
    awaitGone(demises);
    awaitReadings(now -> now.instances().get(TERMINAL) == null && ours(now).size() <= CLOCK);
  }

  @Test
  @Order(4)
  void aRedeploymentLeavesNothing() throws Exception {
    redeployInUse();
    long files = place.server.openFiles();
    awaitApplications();
    Readings before = awaitFiles(files);
    for (int i = 0; i < 3; i++) {
      redeployInUse();
    }
    awaitApplications();
    Readings after = awaitFiles(before.files());
    System.out.printf("redeployed%nbefore: %s%nafter:  %s%n", summary(before), summary(after));
    assertEquals(Map.of(), after.grown(before, OURS), "objects that are left");
    assertTrue(ours(after).size() <= ours(before).size(), "threads that are left: " + ours(after));
  }

  @Test
  @Order(5)
  void aStoppedServerLeavesNothingAtTheHosts() throws Exception {
    Demises demises = new Demises(place.server);
    List<Browserless.Socket> attached = openOfEachKind(demises);
    assertTrue(place.sshd.shells() > 0);
    long began = System.nanoTime();
    place.server.stop();
    Duration stopped = Duration.ofNanos(System.nanoTime() - began);
    for (Browserless.Socket socket : attached) {
      assertEquals(1000, socket.awaitClose());
    }
    Patience.await(AT_ONCE_GONE, () -> place.hostsAreLeft(), place::hosts);
    System.out.printf("stopped in %d ms%n", stopped.toMillis());
    demises.forgetAbandoned();
  }

  /** Leaves an application of which one terminal has been opened and ended. */
  private void redeployInUse() throws Exception {
    Demises demises = new Demises(place.server);
    List<Browserless.Socket> attached = openOfEachKind(demises);
    place.server.redeploy();
    assertEquals("drain", attached.get(0).await("ended").getString("reason"));
    for (Browserless.Socket socket : attached) {
      assertEquals(1000, socket.awaitClose(), "closed as its terminal's end closes it");
    }
    Patience.await(AT_ONCE_GONE, () -> place.hostsAreLeft(), place::hosts);
    demises.forgetAbandoned();
    // Logins end with the application that they were made in.
    new Demises(place.server).ways().get(0).run();
    Patience.await(AT_ONCE_GONE, () -> place.hostsAreLeft(), place::hosts);
  }

  /**
   * Attached (one by a certificate of its own), detached, asking, being opened, not read, and
   * plain.
   */
  private List<Browserless.Socket> openOfEachKind(Demises demises) throws Exception {
    List<Browserless.Socket> attached = new ArrayList<>();
    attached.add(demises.open("real"));
    attached.add(demises.open("certified"));
    attached.add(demises.openPlain());
    demises.open("real").abort();
    demises.abandon(demises.openBare("password", "prompt"));
    demises.abandon(demises.openBare("silent", "progress"));
    BareSocket flooded = demises.openBare("real", "opened");
    flooded.type("yes\n");
    demises.abandon(flooded);
    return attached;
  }

  private static void kill(List<Demises.Way> ways, int count) throws Exception {
    ExecutorService killers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> killed = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Demises.Way way = ways.get(i % ways.size());
        killed.add(
            killers.submit(
                () -> {
                  way.run();
                  return null;
                }));
      }
      for (Future<?> one : killed) {
        one.get();
      }
    } finally {
      killers.shutdownNow();
    }
  }

  /** The host's end vanishes without a word. */
  private void unplug(Demises demises, int count) throws Exception {
    List<Browserless.Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(demises.open("unplugged"));
    }
    place.unplugged.silence();
    long began = System.nanoTime();
    for (Browserless.Socket socket : sockets) {
      assertEquals("lost", socket.await("ended").getString("reason"));
    }
    place.unplugged.speak();
    Duration noticed = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(noticed.compareTo(NOTICED) < 0, "noticed after " + noticed);
  }

  private Duration awaitGone(Demises demises) throws Exception {
    Browserless person = demises.person();
    return Patience.await(
        GONE,
        () -> place.hostsAreLeft() && !Site.terminals(person).iterator().hasNext(),
        () -> place.hosts() + ", listed: " + Site.terminals(person));
  }

  /**
   * Waits until there are no applications but the one in use and the one that Liberty keeps. A
   * thread of its pool keeps its last request too, until it answers another one.
   */
  private void awaitApplications() throws Exception {
    Patience.await(
        Duration.ofSeconds(40),
        () -> {
          place.server.serve(200);
          return applications() == APPLICATIONS;
        },
        () -> applications() + " applications instead of " + APPLICATIONS);
  }

  private long applications() throws IOException, InterruptedException {
    return place.server.readings().instances().getOrDefault(ONE_IN_EVERY_APPLICATION, 0L);
  }

  /**
   * Waits until the server holds what it should and no more. A thread of its pool keeps its last
   * request until it answers another one.
   */
  private static void awaitReadings(Predicate<Readings> settled) throws Exception {
    AtomicReference<Readings> last = new AtomicReference<>();
    Patience.await(
        GONE,
        () -> {
          place.server.serve(50);
          last.set(place.server.readings());
          return settled.test(last.get());
        },
        () -> summary(last.get()) + "\n" + place.server.stacks("session"));
  }

  /** Connections for requests are kept for a while by both sides. */
  private Readings awaitFiles(long before) throws Exception {
    Patience.await(
        Duration.ofSeconds(40),
        () -> place.server.openFiles() <= before,
        () -> place.server.openFiles() + " files instead of " + before);
    return place.server.readings();
  }

  /** Threads of terminals, and the clock's two: all come from the application's factory. */
  private static List<String> ours(Readings readings) {
    return readings.threads().stream()
        .filter(name -> name.contains("session") || name.contains("concurrent/terminals"))
        .sorted()
        .toList();
  }

  private static String summary(Readings readings) {
    return "%d threads (ours %s), %d files, %d KiB of heap, objects %s"
        .formatted(
            readings.threads().size(),
            ours(readings),
            readings.files(),
            readings.heapKiB(),
            readings.grown(NOTHING, "fairlead.terminal.", "fairlead.ssh.", "com.jcraft.jsch.S"));
  }
}
