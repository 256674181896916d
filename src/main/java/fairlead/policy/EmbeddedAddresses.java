package fairlead.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The IPv4 addresses that may be embedded in an IPv6 address: those to which a translator or tunnel
 * on the path would send its packets.
 */
final class EmbeddedAddresses {
  private static final Network COMPATIBLE = Network.of("::/96"); // RFC 4291 §2.5.5.1
  private static final Network TRANSLATED = Network.of("::ffff:0:0:0/96"); // SIIT, RFC 2765 §2.1
  private static final Network WELL_KNOWN = Network.of("64:ff9b::/96"); // NAT64, RFC 6052 §2.1
  private static final Network LOCAL = Network.of("64:ff9b:1::/48"); // NAT64, RFC 8215
  private static final Network SIX_TO_FOUR = Network.of("2002::/16"); // RFC 3056
  private static final Network TEREDO = Network.of("2001::/32"); // RFC 4380 §4

  /** Where the bytes of the IPv4 address are for prefixes of 48, 56 and 64 bits, RFC 6052 §2.2. */
  private static final int[][] SHORTER_PREFIXES = {{6, 7, 9, 10}, {7, 9, 10, 11}, {9, 10, 11, 12}};

  private EmbeddedAddresses() {}

  /** None for an IPv4 address, for {@code ::} and for {@code ::1}. */
  static List<byte[]> in(byte[] address) {
    List<byte[]> found = new ArrayList<>();
    if (address.length != 16 || isAnyOrLoopback(address)) {
      return found;
    }
    if (COMPATIBLE.contains(address)
        || TRANSLATED.contains(address)
        || WELL_KNOWN.contains(address)
        || isMapped(address)
        || isIsatap(address)) {
      found.add(last(address));
    } else if (LOCAL.contains(address)) {
      // The network's operator chooses the prefix length; with the shorter ones the last bytes are
      // zero.
      if (address[12] != 0) {
        found.add(last(address));
      }
      for (int[] places : SHORTER_PREFIXES) {
        addUnlessUsual(found, at(address, places));
      }
    } else if (SIX_TO_FOUR.contains(address)) {
      found.add(Arrays.copyOfRange(address, 2, 6));
    } else if (TEREDO.contains(address)) {
      found.add(Arrays.copyOfRange(address, 4, 8));
      found.add(inverted(last(address)));
    } else if (isZero(address, 8, 12)) {
      // NAT64 with a prefix of the network's operator, RFC 6052 §2.2.
      addUnlessUsual(found, last(address));
    }
    return found;
  }

  /**
   * Skips results outside 1.0.0.0 to 223.255.255.255: ordinary IPv6 addresses such as 2001:db8::1
   * would give them.
   */
  private static void addUnlessUsual(List<byte[]> found, byte[] one) {
    int first = one[0] & 0xff;
    if (first > 0 && first < 224) {
      found.add(one);
    }
  }

  private static boolean isAnyOrLoopback(byte[] address) {
    return isZero(address, 0, 15) && (address[15] == 0 || address[15] == 1);
  }

  /**
   * IPv4-mapped addresses (RFC 4291 §2.5.5.2). Java itself converts them to IPv4 when it parses
   * addresses.
   */
  private static boolean isMapped(byte[] address) {
    return isZero(address, 0, 10) && address[10] == -1 && address[11] == -1;
  }

  /** RFC 5214 §6.1; the bit in the first byte says whether the IPv4 address is unique. */
  private static boolean isIsatap(byte[] address) {
    return (address[8] & ~2) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && address[11] == (byte) 0xfe;
  }

  private static boolean isZero(byte[] address, int from, int to) {
    for (int i = from; i < to; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] last(byte[] address) {
    return Arrays.copyOfRange(address, 12, 16);
  }

  private static byte[] at(byte[] address, int[] places) {
    byte[] found = new byte[places.length];
    for (int i = 0; i < places.length; i++) {
      found[i] = address[places[i]];
    }
    return found;
  }

  private static byte[] inverted(byte[] address) {
    byte[] inverted = new byte[address.length];
    for (int i = 0; i < address.length; i++) {
      inverted[i] = (byte) ~address[i];
    }
    return inverted;
  }
}
