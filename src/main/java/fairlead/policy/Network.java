package fairlead.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of IP addresses, such as {@code 10.0.0.0/8} (RFC 4632) or {@code fd00::/8}. */
public final class Network {
  /** What a network looks like, for messages. */
  public static final String EXPECTED = "a network such as 10.0.0.0/8 or fd00::/8";

  // Four decimal numbers, or hexadecimal digits with colons: InetAddress might look up anything
  // else in DNS.
  private static final Pattern LITERAL =
      Pattern.compile("(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = address.clone();
    this.prefix = prefix;
  }

  /**
   * Parses a network or a single address; empty if the text is neither or has bits set beyond the
   * prefix.
   */
  public static Optional<Network> parse(String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length > 2 || !LITERAL.matcher(parts[0]).matches()) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = InetAddress.getByName(parts[0]).getAddress();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
    int bits = bytes.length * 8;
    if (parts.length == 1) {
      return Optional.of(new Network(bytes, bits));
    }
    if (!parts[1].matches("[0-9]{1,3}") || Integer.parseInt(parts[1]) > bits) {
      return Optional.empty();
    }
    Network network = new Network(bytes, Integer.parseInt(parts[1]));
    return Arrays.equals(network.masked(bytes), bytes) ? Optional.of(network) : Optional.empty();
  }

  /**
   * As {@link #parse}, for text that is known to be valid.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static Network of(String text) {
    return parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")"));
  }

  public boolean contains(InetAddress one) {
    return contains(one.getAddress());
  }

  /** Whether the other network lies entirely within this one. */
  boolean contains(Network other) {
    return other.prefix >= prefix && contains(other.address);
  }

  boolean contains(byte[] bytes) {
    return bytes.length == address.length && Arrays.equals(masked(bytes), address);
  }

  private byte[] masked(byte[] bytes) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, prefix - 8 * i));
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && prefix == network.prefix
        && Arrays.equals(address, network.address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + prefix;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
