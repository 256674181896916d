package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRingTest {
  private final ByteRing ring = new ByteRing(4_096);

  @Test
  void bytesComeOutInOrderHoweverTheyWentIn() {
    Random random = new Random(7);
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (in.size() < 1_000_000) {
      byte[] bytes = new byte[random.nextInt(ring.room() + 1)];
      random.nextBytes(bytes);
      ring.add(bytes, 0, bytes.length);
      in.writeBytes(bytes);
      out.writeBytes(ring.take(random.nextInt(5_000)));
    }
    out.writeBytes(ring.take(ring.size()));
    assertArrayEquals(in.toByteArray(), out.toByteArray());
  }

  @Test
  void neverHoldsMoreThanItsCapacity() {
    ring.add(new byte[4_000], 0, 4_000);
    assertThrows(IllegalArgumentException.class, () -> ring.add(new byte[97], 0, 97));
    assertEquals(4_096, ring.memory());
  }

  @Test
  void takesNoMemoryUntilItIsNeededAndGivesItBack() {
    assertEquals(0, ring.memory());
    ring.add(new byte[1], 0, 1);
    assertEquals(256, ring.memory());
    ring.release();
    assertEquals(0, ring.memory());
    assertEquals(0, ring.size());
    assertEquals(0, ring.take(10).length);
  }
}
