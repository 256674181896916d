package fairlead.ssh;

/**
 * The numbers of flow control on the way of a terminal's bytes: from the host's socket to the
 * browser and back. They are here, where both ends see them: {@code fairlead.ssh.jsch} reads from
 * the host, {@code fairlead.terminal} sends to the browser. What administrators may change is in
 * docs/CONFIGURATION.md.
 *
 * <p>xterm.js discards what it is given while it has 50 MB to parse (its guide to flow control).
 * That is never reached: no more is unacknowledged than the scrollback and the SSH window hold, at
 * most 16 MiB each.
 */
public final class FlowControl {
  /**
   * Bytes: the largest output frame. xterm.js parses at least 5 MB/s (its guide to flow control),
   * so it takes 13 ms, a delay of a key that nobody notices. Every send costs four thread switches
   * (docs/decisions/0005), so smaller ones would make a flood slower.
   */
  public static final int FRAME = 64 * 1024;

  /** Bytes read from a host's socket at once, at most: what one frame holds. */
  public static final int READ_MOST = FRAME;

  /**
   * Bytes of the read buffer of an idle terminal: enough for an echo, a prompt and the output of
   * most commands.
   */
  public static final int READ_LEAST = 1024;

  /**
   * Bytes without a lull after which output is a flood: more than it takes to redraw a window, so
   * that the echo of a key never is (docs/decisions/0006).
   */
  public static final int FLOOD = FRAME;

  /** Nanoseconds: a program that writes as fast as it can never pauses for this long. */
  public static final long LULL_NANOS = 1_000_000;

  /**
   * Bytes that may be unacknowledged at any time, and that the host may send beyond the SSH window:
   * one frame, which costs a browser that keeps up no window (docs/decisions/0011).
   */
  public static final int MARK_LEAST = FRAME;

  /**
   * Seconds of drawing kept in the browser's queue beyond the round trip: one frame at 60 Hz and
   * some scheduling noise.
   */
  public static final double AHEAD_SECONDS = 0.025;

  /**
   * Unacknowledged bytes that keep a browser busy at any distance: as many as it may leave
   * unacknowledged (docs/PROTOCOL.md, "Output"), so that its next acknowledgement is always in
   * flight. Redrawing a large window takes fewer bytes.
   */
  public static final int BUSY = 32 * 1024;

  /**
   * The same, in bytes, for a browser within {@link #NEAR_NANOS}: its acknowledgement arrives
   * before a delay is visible.
   */
  public static final int BUSY_NEAR = 8 * 1024;

  /** Nanoseconds: a round trip below this is near. A third of a frame at 60 Hz. */
  public static final long NEAR_NANOS = 5_000_000;

  /**
   * Nanoseconds after which the round trip is measured again. Otherwise it could never grow: only a
   * shorter one replaces it.
   */
  public static final long ROUND_TRIP_NANOS = 10_000_000_000L;

  /**
   * Nanoseconds for which a round trip is measured with only {@link #MARK_LEAST} in flight: longer
   * than the browser needs for the bytes that were in flight, and short compared to {@link
   * #ROUND_TRIP_NANOS}.
   */
  public static final long LOOK_NANOS = 300_000_000L;

  /**
   * Nanoseconds between two acknowledgements beyond which they say nothing about the drain rate:
   * the shell paused, the browser was not slow.
   */
  public static final long PAUSE_NANOS = 500_000_000L;

  /**
   * Bytes of an acknowledgement below which it says nothing about the drain rate: it came because
   * the browser was idle, not because it had parsed much.
   */
  public static final int RATE_LEAST = 4 * 1024;

  /** Bytes: the smallest scrollback; a power of two, as all of them. */
  public static final int SCROLLBACK_LEAST = 4 * 1024;

  /**
   * Bytes by which the scrollback grows beyond its capacity for output that must be kept: one
   * frame, so that few copies are made and little is left over (docs/decisions/0011).
   */
  public static final int SCROLLBACK_STEP = FRAME;

  /**
   * Bytes of input written to SSH at a time: one packet, of which every host takes up to 32,768
   * bytes (RFC 4253 §6.1). What is being written can no longer be dropped when the person presses
   * Ctrl-C.
   */
  public static final int INPUT_PACKET = 16 * 1024;

  /**
   * Bytes of input that are written on the socket's thread, at most: enough for a key, a line or a
   * terminal's reply to a query (docs/decisions/0009).
   */
  public static final int INPUT_AT_ONCE = 1024;

  private FlowControl() {}

  /**
   * Bytes by which the SSH window is opened again, at least (RFC 4254 §5.2): a quarter of it. With
   * less there would be a packet for every few bytes, with more a distant host would be stopped
   * sooner (docs/decisions/0011).
   *
   * @param window its size in bytes
   */
  public static int grant(int window) {
    return Math.max(1, window / 4);
  }
}
