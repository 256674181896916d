package fairlead.files;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * How much of the server's memory the listings of directories may hold at once: of all people, and
 * of one person at most half of it. A host may have a million names in a directory, and a client
 * may leave its answers unread. A listing for which there is no room is cut short.
 */
@ApplicationScoped
public class ListingMemory {
  /**
   * Bytes of an entry besides its path, and for each byte of its path: 50,000 entries with paths of
   * 274 bytes held 24 MB until their JSON was sent (Java 17), which is 480 bytes each.
   */
  private static final long PER_ENTRY = 200;

  private static final long PER_PATH_BYTE = 2;

  @Inject FilesSettings settings;

  private final Map<String, Long> ofPerson = new HashMap<>();
  private long most;
  private long held;

  @PostConstruct
  void start() {
    most = settings.listingMemory();
  }

  /**
   * One that holds nothing yet.
   *
   * @param person whose request it is
   */
  Lease lease(String person) {
    return new Lease(person);
  }

  /** What one request holds, until it is closed. */
  final class Lease implements AutoCloseable {
    private final String person;
    private long bytes;

    private Lease(String person) {
      this.person = person;
    }

    /** Takes room for an entry; false when there is none. */
    boolean take(long pathBytes) {
      long more = PER_ENTRY + PER_PATH_BYTE * pathBytes;
      synchronized (ListingMemory.this) {
        long own = ofPerson.getOrDefault(person, 0L) + more;
        if (own > most / 2 || held + more > most) {
          return false;
        }
        ofPerson.put(person, own);
        held += more;
      }
      bytes += more;
      return true;
    }

    /**
     * For one listing.
     *
     * @param pathBytes of all its entries, at most
     */
    LongPredicate within(long pathBytes) {
      long[] left = {pathBytes};
      return more -> (left[0] -= more) >= 0 && take(more);
    }

    @Override
    public void close() {
      synchronized (ListingMemory.this) {
        ofPerson.computeIfPresent(person, (same, own) -> own == bytes ? null : own - bytes);
        held -= bytes;
      }
      bytes = 0;
    }
  }
}
