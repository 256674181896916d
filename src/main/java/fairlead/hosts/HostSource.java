package fairlead.hosts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somewhere that hosts are listed. Every bean of this type is asked by {@link Hosts}. */
public interface HostSource {
  /** The hosts as far as they are known now; never throws. */
  List<Host> hosts();

  /** What is wrong with this source, as a sentence for a person, or empty. */
  Optional<String> problem();

  /**
   * When the parts of this source were last read, by what people call them; empty for a source that
   * is read whenever it is asked.
   */
  default Map<String, Instant> readAt() {
    return Map.of();
  }

  /** Sources with a lower number come first, and win where two list the same name. */
  default int order() {
    return 100;
  }
}
