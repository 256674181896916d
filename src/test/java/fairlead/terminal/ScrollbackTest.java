package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FlowControl;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTest {
  private final Scrollback scrollback = new Scrollback(16 * 1024);

  @Test
  void memoryGrowsOnlyWithOutput() {
    assertEquals(0, scrollback.memory());
    append(bytes(0, 10));
    assertEquals(FlowControl.SCROLLBACK_LEAST, scrollback.memory());
    append(bytes(10, 5_000));
    assertEquals(8 * 1024, scrollback.memory());
  }

  @Test
  void theNewestBytesStayAtTheirOffsetsWhateverTheSizesOfTheWrites() {
    Random random = new Random(1);
    long written = 0;
    for (int i = 0; i < 2_000; i++) {
      int length = random.nextInt(i % 100 == 0 ? 40_000 : 700);
      append(bytes(written, length));
      written += length;
      assertEquals(written, scrollback.end());
      long from = scrollback.start();
      assertTrue(written - from <= 16 * 1024);
      int count = (int) (written - from);
      assertArrayEquals(bytes(from, count), scrollback.read(from, count));
      if (i % 50 == 0) {
        scrollback.trim(random.nextInt(8_000));
      }
    }
  }

  @Test
  void nothingIsForgottenBeforeTheCapacityIsReached() {
    append(bytes(0, 16 * 1024));
    assertEquals(0, scrollback.start());
    append(bytes(16 * 1024, 1));
    assertEquals(1, scrollback.start());
  }

  @Test
  void whatMustBeKeptIsHeldBeyondTheCapacityAndItsMemoryGivenBackAfterwards() {
    Random random = new Random(2);
    long written = 0;
    while (written < 300_000) {
      int length = random.nextInt(30_000);
      append(bytes(written, length), 1_000);
      written += length;
      int held = (int) (written - scrollback.start());
      assertTrue(scrollback.start() <= 1_000, "held from " + scrollback.start());
      assertArrayEquals(bytes(scrollback.start(), held), scrollback.read(scrollback.start(), held));
      assertTrue(scrollback.memory() < held + 64 * 1024 + 16 * 1024, "memory");
    }
    append(bytes(written, 10), written - 1_000);
    assertEquals(16 * 1024, scrollback.memory());
    assertArrayEquals(bytes(written - 1_000, 1_010), scrollback.read(written - 1_000, 2_000));
  }

  @Test
  void onePacketLargerThanTheCapacityIsKept() {
    append(bytes(0, 40_000), 0);
    assertArrayEquals(bytes(0, 40_000), scrollback.read(0, 50_000));
  }

  @Test
  void trimmingGivesMemoryBackAndKeepsTheNewest() {
    append(bytes(0, 16 * 1024));
    scrollback.trim(100);
    assertEquals(FlowControl.SCROLLBACK_LEAST, scrollback.memory());
    assertEquals(16 * 1024 - 100, scrollback.start());
    assertArrayEquals(bytes(16 * 1024 - 100, 100), scrollback.read(scrollback.start(), 1_000));
    scrollback.trim(0);
    assertEquals(0, scrollback.memory());
    append(bytes(16 * 1024, 3));
    assertArrayEquals(bytes(16 * 1024, 3), scrollback.read(16 * 1024, 10));
  }

  @Test
  void readingOutsideOfWhatIsHeldIsAProgrammingError() {
    append(bytes(0, 10));
    assertThrows(IllegalArgumentException.class, () -> scrollback.read(11, 1));
    assertThrows(IllegalArgumentException.class, () -> scrollback.read(-1, 1));
  }

  private void append(byte[] bytes) {
    append(bytes, Long.MAX_VALUE);
  }

  private void append(byte[] bytes, long keep) {
    byte[] padded = new byte[bytes.length + 7];
    Arrays.fill(padded, (byte) 99);
    System.arraycopy(bytes, 0, padded, 3, bytes.length);
    scrollback.append(padded, 3, bytes.length, keep);
  }

  /** Each byte tells its offset. */
  private static byte[] bytes(long offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ((offset + i) / 7);
    }
    return bytes;
  }
}
