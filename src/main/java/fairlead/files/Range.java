package fairlead.files;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes (RFC 9110 §14.1.2).
 *
 * @param from the first byte
 * @param to the byte after the last
 */
record Range(long from, long to) {
  // Fifteen digits are enough for every file and cannot overflow.
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

  /**
   * Reads the header.
   *
   * @param header the request's; null for none
   * @param size of the whole, in bytes
   * @return the whole if the header is missing or not a single range, as RFC 9110 §14.2 allows;
   *     empty if the range is outside the file
   */
  static Optional<Range> of(String header, long size) {
    Matcher matcher = RANGE.matcher(header == null ? "" : header);
    if (!matcher.matches() || matcher.group().equals("bytes=-")) {
      return Optional.of(new Range(0, size));
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long to = first.isEmpty() || last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
    return from < to ? Optional.of(new Range(from, to)) : Optional.empty();
  }

  boolean whole(long size) {
    return from == 0 && to == size;
  }

  long length() {
    return to - from;
  }

  /** As in {@code Content-Range}. */
  String header(long size) {
    return "bytes " + from + "-" + (to - 1) + "/" + size;
  }
}
