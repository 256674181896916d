package fairlead.files;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Limits the memory that the listings of directories may hold at once, for all people together and
 * half of it for one person. A directory may have a million entries, and a client may not read its
 * response. A listing for which there is no room is truncated.
 */
@ApplicationScoped
public class ListingMemory {
  /**
   * Estimated bytes per entry without its path, and below per byte of its path. Measured: 50,000
   * entries with paths of 274 bytes held 24 MB until their JSON was sent (Java 17), which is 480
   * bytes each.
   */
  private static final long PER_ENTRY = 200;

  private static final long PER_PATH_BYTE = 2;

  private final Map<String, Long> ofPerson = new HashMap<>();
  private long most;
  private long held;

  /** For the CDI container. */
  protected ListingMemory() {}

  @Inject
  ListingMemory(FilesSettings settings) {
    this(settings.listingMemory());
  }

  /**
   * @param most bytes for all people together
   */
  ListingMemory(long most) {
    this.most = most;
  }

  /**
   * Creates a lease that holds nothing yet.
   *
   * @param person whose request it is
   */
  Lease lease(String person) {
    return new Lease(person);
  }

  /** The memory that one request holds until the lease is closed. */
  final class Lease implements AutoCloseable {
    private final String person;
    private long bytes;

    private Lease(String person) {
      this.person = person;
    }

    /** Reserves memory for an entry; false if there is none left. */
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
     * Reserves memory for the entries of one listing.
     *
     * @param pathBytes maximum total length of the paths
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
