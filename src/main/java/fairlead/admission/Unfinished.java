package fairlead.admission;

/**
 * Work of people that a server lets finish before it is stopped, as long as there is time. Each CDI
 * bean of this type is asked.
 */
public interface Unfinished {
  /** How much of it there is now, for example transfers. */
  int count();
}
