package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FlowControl;
import org.junit.jupiter.api.Test;

class FloodTest {
  private final Flood flood = new Flood();

  @Test
  void isMoreThanAWindowDrawnAnew() {
    flood.read(FlowControl.FLOOD - 1, 0);
    assertFalse(flood.goesOn());
    flood.read(1, FlowControl.LULL_NANOS);
    assertTrue(flood.goesOn());
  }

  @Test
  void endsWithALull() {
    flood.read(FlowControl.FLOOD, 0);
    flood.read(1, FlowControl.LULL_NANOS + 1);
    assertFalse(flood.goesOn());
    flood.read(FlowControl.FLOOD - 2, 0);
    assertFalse(flood.goesOn(), "what came before the lull does not count");
  }

  @Test
  void aHostThatIsGoneWritesNone() {
    flood.read(-1, 0);
    assertFalse(flood.goesOn());
  }
}
