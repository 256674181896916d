package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FloodTest {
  private final Flood flood = new Flood();

  @Test
  void isMoreThanAWindowDrawnAnew() {
    flood.read(Flood.LEAST - 1, 0);
    assertFalse(flood.goesOn());
    flood.read(1, Flood.LULL_NANOS);
    assertTrue(flood.goesOn());
  }

  @Test
  void endsWithALull() {
    flood.read(Flood.LEAST, 0);
    flood.read(1, Flood.LULL_NANOS + 1);
    assertFalse(flood.goesOn());
    flood.read(Flood.LEAST - 2, 0);
    assertFalse(flood.goesOn(), "what came before the lull does not count");
  }

  @Test
  void aHostThatIsGoneWritesNone() {
    flood.read(-1, 0);
    assertFalse(flood.goesOn());
  }
}
