package fairlead.drain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  @Test
  void aServerWithoutAThreadForTheDrainStopsAtOnce() {
    AtomicInteger stops = new AtomicInteger();
    StopSignal signal =
        new StopSignal(
            null,
            null,
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    assertThrows(OutOfMemoryError.class, () -> signal.drainAndStop(stops::incrementAndGet));
    assertEquals(1, stops.get());
  }
}
