package fairlead.hosts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of hosts. {@link Hosts} reads every bean of this type. */
public interface HostSource {
  /** The hosts that are known now; never throws. */
  List<Host> hosts();

  /** What is wrong with this source, as a sentence for a person, or empty. */
  Optional<String> problem();

  /**
   * When each part of this source was last read, by the part's display name; empty for a source
   * that is read at each call.
   */
  default Map<String, Instant> readAt() {
    return Map.of();
  }

  /** Sources with a lower number come first. If two list the same name, the first one is used. */
  default int order() {
    return 100;
  }
}
