package fairlead.drain;

/**
 * The progress of a drain.
 *
 * @param terminals counts those that have ended until their people know it
 * @param secondsLeft until what still runs is ended
 * @param over whether nothing runs any more, or the time is over
 */
public record DrainState(
    boolean draining, int terminals, int transfers, long secondsLeft, boolean over) {}
