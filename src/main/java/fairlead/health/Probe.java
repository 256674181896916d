package fairlead.health;

/** Something that this server needs in order to serve. Every bean of this type is asked. */
public interface Probe {
  /** The name in the answer of {@code /health} and in metrics. */
  String name();

  /**
   * Looks now. Called by one thread at a time, may take seconds; what it throws is a problem too.
   */
  Finding look();
}
