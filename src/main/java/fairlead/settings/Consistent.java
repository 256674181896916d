package fairlead.settings;

import java.util.List;

/** Settings that must be consistent with each other. Checked once each of them is valid. */
public interface Consistent {
  /** The contradictions, as sentences that name the settings. */
  List<String> contradictions();
}
