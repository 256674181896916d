package fairlead.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** How long each of many keys, one after the other, took to come back: the shortest first. */
record Echoes(List<Long> nanos) {
  private static final int KEYS = 200;

  /**
   * Types into a shell that says what it hears.
   *
   * @param enough asked after every 200 keys
   */
  static Echoes of(Browserless.Socket socket, Callable<Boolean> enough) throws Exception {
    List<Long> nanos = new ArrayList<>();
    do {
      for (int i = 0; i < KEYS; i++) {
        int seen = (int) socket.outputOffset();
        long since = System.nanoTime();
        socket.type("x");
        socket.awaitBytes(seen + 1);
        nanos.add(System.nanoTime() - since);
      }
    } while (!enough.call());
    return new Echoes(nanos.stream().sorted().toList());
  }

  double medianMillis() {
    return nanos.get(nanos.size() / 2) / 1e6;
  }

  /** What 99 of 100 are no longer than. */
  double p99Millis() {
    return nanos.get((nanos.size() * 99 - 1) / 100) / 1e6;
  }

  double longestMillis() {
    return nanos.get(nanos.size() - 1) / 1e6;
  }
}
