package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.FlakyNetwork;
import fairlead.testing.OpenSshServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Everything over a network that delays, splits, merges, stalls and cuts. {@code -Dflaky.seconds}
 * says for how long (default 15), {@code -Dflaky.seed} repeats a run.
 */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FlakyNetworkIT {
  private static final long SECONDS = Long.getLong("flaky.seconds", 15);
  private static final long SEED =
      Long.getLong("flaky.seed", new Random().nextInt(Integer.MAX_VALUE));

  private static OpenSshServer sshd;
  private static Path directory;

  @BeforeAll
  static void startHost() throws Exception {
    directory = Site.directory("flaky");
    sshd = OpenSshServer.start(directory);
    Site.hosts("hosts:\n" + sshd.entry("far", "ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void nothingIsLostAndNothingComesTwiceInEitherDirection() throws Exception {
    System.out.println("flaky network: seed " + SEED + ", " + SECONDS + " s");
    int port = SharedServer.port();
    Path file = directory.resolve("typed");
    MessageDigest typed = MessageDigest.getInstance("SHA-256");
    Echo echo = new Echo();
    Sequence sequence = new Sequence();
    Browserless person = Browserless.signedIn("operator");
    long total = 0;
    try (FlakyNetwork network = FlakyNetwork.to(port, SEED);
        ResumingClient both = new ResumingClient(person, network.port(), "far", echo);
        ResumingClient flood = new ResumingClient(person, network.port(), "far", sequence)) {
      both.type(ResumingClient.utf8("stty raw -echo; echo rea''dy; tee " + file + "; stty sane\n"));
      flood.type(ResumingClient.utf8("stty -echo; PS1=; echo be''gin; seq 1 1000000000\n"));
      await("the shells", both, flood, () -> echo.ready() && sequence.last() > 0);
      Random random = new Random(SEED);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < end && both.failure() == null && flood.failure() == null) {
        byte[] bytes = new byte[3 * (1 + random.nextInt(5_000))];
        random.nextBytes(bytes);
        byte[] letters = Base64.getEncoder().encode(bytes);
        both.type(letters);
        typed.update(letters);
        total += letters.length;
      }
      long expected = total;
      await("the echo", both, flood, () -> echo.count() >= expected);
      long seen = sequence.last();
      await("more of the flood", both, flood, () -> sequence.last() > seen);
      System.out.printf(
          "flaky network: %d cuts, %d and %d resumes, %.1f MB typed and echoed, flood to %d%n",
          network.cuts(), both.attaches(), flood.attaches(), total / 1e6, sequence.last());
      assertTrue(both.attaches() > SECONDS / 5 && flood.attaches() > SECONDS / 5, "seed " + SEED);
    }
    byte[] wanted = typed.digest();
    assertEquals(total, echo.count(), "seed " + SEED);
    assertArrayEquals(wanted, echo.digest(), "the echo differs; seed " + SEED);
    assertArrayEquals(
        wanted,
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)),
        "what the host got differs; seed " + SEED);
  }

  private static void await(
      String what, ResumingClient one, ResumingClient other, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertNull(one.failure(), "seed " + SEED);
      assertNull(other.failure(), "seed " + SEED);
      assertTrue(System.nanoTime() < deadline, "waited in vain for " + what + "; seed " + SEED);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Takes what comes after the line that says ready. */
  private static final class Echo implements Consumer<byte[]> {
    private final MessageDigest digest;
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private boolean ready;
    private long count;

    Echo() throws NoSuchAlgorithmException {
      digest = MessageDigest.getInstance("SHA-256");
    }

    @Override
    public synchronized void accept(byte[] bytes) {
      if (ready) {
        take(bytes, 0);
        return;
      }
      start.writeBytes(bytes);
      String text = start.toString(StandardCharsets.ISO_8859_1);
      int at = text.indexOf("ready\n");
      if (at >= 0) {
        ready = true;
        take(start.toByteArray(), at + 6);
      }
    }

    private void take(byte[] bytes, int from) {
      digest.update(bytes, from, bytes.length - from);
      count += bytes.length - from;
    }

    synchronized boolean ready() {
      return ready;
    }

    synchronized long count() {
      return count;
    }

    synchronized byte[] digest() {
      return digest.digest();
    }
  }

  /** Takes 1, 2, 3 … and refuses anything else. */
  private static final class Sequence implements Consumer<byte[]> {
    private final StringBuilder rest = new StringBuilder();
    private boolean begun;
    private long last;

    @Override
    public synchronized void accept(byte[] bytes) {
      rest.append(new String(bytes, StandardCharsets.ISO_8859_1));
      if (!begun) {
        int at = rest.indexOf("begin\r\n");
        if (at < 0) {
          return;
        }
        begun = true;
        rest.delete(0, at + 7);
      }
      int from = 0;
      for (int to = rest.indexOf("\r\n"); to >= 0; to = rest.indexOf("\r\n", from)) {
        String line = rest.substring(from, to);
        if (!line.equals(Long.toString(last + 1))) {
          throw new IllegalStateException(line + " came after " + last + "; seed " + SEED);
        }
        last++;
        from = to + 2;
      }
      rest.delete(0, from);
    }

    synchronized long last() {
      return last;
    }
  }
}
