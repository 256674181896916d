package fairlead.it;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for what a server and its hosts come to by themselves. */
final class Patience {
  private Patience() {}

  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  interface Description {
    String text() throws IOException, InterruptedException;
  }

  /**
   * Asks every tenth of a second.
   *
   * @return how long it took
   * @throws AssertionError with what is found instead, when it is not so in time
   */
  static Duration await(Duration within, Condition condition, Description found)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - began > within.toNanos()) {
        throw new AssertionError("after " + within + " there are " + found.text());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
