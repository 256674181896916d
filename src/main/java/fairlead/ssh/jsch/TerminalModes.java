package fairlead.ssh.jsch;

import java.io.ByteArrayOutputStream;

/**
 * The modes of a shell's pty (RFC 4254 §8): those that OpenSSH's client sends from a terminal as
 * Linux sets it up. Without them, a host uses its defaults, mostly without {@code iutf8}, and
 * Backspace then deletes half a character (RFC 8160).
 */
final class TerminalModes {
  private static final int END = 0;
  private static final int INPUT_SPEED = 128;
  private static final int OUTPUT_SPEED = 129;
  private static final int BAUD = 38_400;

  /** A special character that is not used. */
  private static final int NONE = 255;

  /** Opcode and value, in the order of the opcodes. */
  private static final int[][] MODES = {
    {1, 3}, // VINTR: Ctrl-C
    {2, 28}, // VQUIT: Ctrl-\
    {3, 127}, // VERASE: DEL, which is what the page's Backspace sends
    {4, 21}, // VKILL: Ctrl-U
    {5, 4}, // VEOF: Ctrl-D
    {6, NONE}, // VEOL
    {7, NONE}, // VEOL2
    {8, 17}, // VSTART: Ctrl-Q
    {9, 19}, // VSTOP: Ctrl-S
    {10, 26}, // VSUSP: Ctrl-Z
    {12, 18}, // VREPRINT: Ctrl-R
    {13, 23}, // VWERASE: Ctrl-W
    {14, 22}, // VLNEXT: Ctrl-V
    {18, 15}, // VDISCARD: Ctrl-O
    {30, 0}, // IGNPAR
    {31, 0}, // PARMRK
    {32, 0}, // INPCK
    {33, 0}, // ISTRIP
    {34, 0}, // INLCR
    {35, 0}, // IGNCR
    {36, 1}, // ICRNL
    {37, 0}, // IUCLC
    {38, 1}, // IXON
    {39, 0}, // IXANY
    {40, 0}, // IXOFF
    {41, 0}, // IMAXBEL
    {42, 1}, // IUTF8
    {50, 1}, // ISIG
    {51, 1}, // ICANON
    {52, 0}, // XCASE
    {53, 1}, // ECHO
    {54, 1}, // ECHOE
    {55, 1}, // ECHOK
    {56, 0}, // ECHONL
    {57, 0}, // NOFLSH
    {58, 0}, // TOSTOP
    {59, 1}, // IEXTEN
    {60, 1}, // ECHOCTL
    {61, 1}, // ECHOKE
    {62, 0}, // PENDIN
    {70, 1}, // OPOST
    {71, 0}, // OLCUC
    {72, 1}, // ONLCR
    {73, 0}, // OCRNL
    {74, 0}, // ONOCR
    {75, 0}, // ONLRET
    {90, 1}, // CS7
    {91, 1}, // CS8
    {92, 0}, // PARENB
    {93, 0}, // PARODD
    {INPUT_SPEED, BAUD},
    {OUTPUT_SPEED, BAUD},
  };

  private TerminalModes() {}

  /** As the pty request carries them. */
  static byte[] encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(5 * MODES.length + 1);
    for (int[] mode : MODES) {
      bytes.write(mode[0]);
      for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.write(mode[1] >>> shift);
      }
    }
    bytes.write(END);
    return bytes.toByteArray();
  }
}
