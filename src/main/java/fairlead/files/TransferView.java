package fairlead.files;

import java.util.Locale;

/**
 * A transfer under way.
 *
 * @param direction {@code upload} or {@code download}
 * @param size bytes; negative when unknown
 */
public record TransferView(String id, String direction, String name, long bytes, long size) {
  static TransferView of(Transfer transfer) {
    return new TransferView(
        transfer.id(),
        transfer.direction().name().toLowerCase(Locale.ROOT),
        transfer.path().shownName(),
        transfer.bytes(),
        transfer.size());
  }
}
