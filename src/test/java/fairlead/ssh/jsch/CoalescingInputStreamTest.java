package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Exit;
import fairlead.ssh.FlowControl;
import fairlead.ssh.ShellOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescingInputStreamTest {
  private static final Duration GATHER = Duration.ofNanos(300_000);

  private final Pieces pieces = new Pieces();
  private final Counted output = new Counted();
  private final List<Long> naps = new ArrayList<>();
  private int flushesBeforeNap;

  @Test
  void takesWhatThereIsAndSaysSoOnceBeforeItWaitsForMore() throws IOException {
    pieces.add(100, 200);
    CoalescingInputStream input = input();
    byte[] first = new byte[60];
    assertEquals(60, input.read(first, 0, 60));
    assertEquals(40, input.read(new byte[60], 0, 60));
    assertEquals(1, output.flushes, "before the first piece only: all of it was at hand");
    assertEquals(100, input.read(), "the first byte of the second piece");
    assertEquals(2, output.flushes);
    byte[] expected = new byte[60];
    for (int i = 0; i < 60; i++) {
      expected[i] = (byte) i;
    }
    assertArrayEquals(expected, first);
  }

  @Test
  void endsWithItsSocket() throws IOException {
    CoalescingInputStream input = input();
    assertEquals(-1, input.read());
    assertEquals(-1, input.read(new byte[10], 0, 10));
  }

  @Test
  void growsInAFloodAndShrinksAfterIt() throws IOException {
    CoalescingInputStream input = input();
    for (int i = 0; i < 10; i++) {
      pieces.add(FlowControl.READ_MOST);
      drain(input, FlowControl.READ_MOST);
    }
    assertEquals(FlowControl.READ_MOST, pieces.largestWish);
    for (int i = 0; i < 10; i++) {
      pieces.add(10);
      drain(input, 10);
    }
    assertEquals(FlowControl.READ_LEAST, pieces.lastWish);
  }

  @Test
  void letsAFloodGatherOnceAllThatWasReadHasLeft() throws IOException {
    CoalescingInputStream input = input();
    pieces.add(10);
    drain(input, 10);
    for (int bytes = 0; bytes < FlowControl.FLOOD; bytes += 3_000) {
      assertEquals(List.of(), naps, "a window drawn anew comes at once");
      pieces.add(3_000);
      drain(input, 3_000);
    }
    int flushes = output.flushes;
    pieces.add(3_000);
    drain(input, 3_000);
    assertEquals(List.of(GATHER.toNanos()), naps);
    assertEquals(flushes + 1, flushesBeforeNap);
  }

  @Test
  void aLullEndsAFlood() throws IOException {
    CoalescingInputStream input = input();
    for (int bytes = 0; bytes < 2 * FlowControl.FLOOD; bytes += 3_000) {
      pieces.add(3_000);
      drain(input, 3_000);
    }
    assertFalse(naps.isEmpty());
    pieces.wait = FlowControl.LULL_NANOS + 1;
    pieces.add(3_000);
    drain(input, 3_000);
    naps.clear();
    pieces.add(3_000);
    drain(input, 3_000);
    assertEquals(List.of(), naps);
  }

  @Test
  void readsOnAtOnceWhereMoreIsAtHand() throws IOException {
    CoalescingInputStream input = input();
    pieces.add(10 * FlowControl.READ_MOST);
    drain(input, 10 * FlowControl.READ_MOST);
    assertEquals(List.of(), naps);
  }

  private CoalescingInputStream input() {
    return new CoalescingInputStream(
        pieces, output::flush, GATHER, this::sleep, () -> pieces.clock);
  }

  private void sleep(long nanos) {
    naps.add(nanos);
    flushesBeforeNap = output.flushes;
  }

  private static void drain(CoalescingInputStream input, int count) throws IOException {
    byte[] bytes = new byte[count];
    int at = 0;
    while (at < count) {
      int read = input.read(bytes, at, count - at);
      assertTrue(read > 0);
      at += read;
    }
  }

  /** A socket's stream that hands out one piece at a time; the bytes count up. */
  private static final class Pieces extends InputStream {
    private final List<Integer> sizes = new ArrayList<>();
    private int count;
    private int largestWish;
    private int lastWish;
    private long clock;

    /** Nanoseconds that every piece is waited for. */
    private long wait = FlowControl.LULL_NANOS;

    void add(Integer... more) {
      sizes.addAll(List.of(more));
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("one byte at a time would be a system call each");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      clock += wait;
      lastWish = length;
      largestWish = Math.max(largestWish, length);
      if (sizes.isEmpty()) {
        return -1;
      }
      int piece = sizes.remove(0);
      int now = Math.min(piece, length);
      if (now < piece) {
        sizes.add(0, piece - now);
      }
      for (int i = 0; i < now; i++) {
        bytes[offset + i] = (byte) count++;
      }
      return now;
    }
  }

  private static final class Counted implements ShellOutput {
    private int flushes;

    @Override
    public void bytes(byte[] buffer, int offset, int length) {}

    @Override
    public int room(int window) {
      return window;
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void ended(Exit exit) {}
  }
}
