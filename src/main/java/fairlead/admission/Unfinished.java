package fairlead.admission;

/**
 * Work that a server lets people finish before it stops, within the drain time. All CDI beans of
 * this type are asked.
 */
public interface Unfinished {
  /** How many pieces of work are unfinished, for example transfers. */
  int count();

  /** Ends all of it: the time is over. */
  void end();
}
