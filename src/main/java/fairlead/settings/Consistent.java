package fairlead.settings;

import java.util.List;

/** Settings that have to fit together. It is asked when each of them is right by itself. */
public interface Consistent {
  /** What does not fit, as sentences that name the settings. */
  List<String> contradictions();
}
