package fairlead.terminal;

/**
 * Tells the threads that open a shell for a person that the person has left, so that they stop
 * instead of waiting for the host.
 */
final class Cancellation {
  private boolean left;
  private Runnable hangUp = () -> {};

  /**
   * Registers what to do when the person leaves.
   *
   * @param told run once when the person leaves, on the thread that notices it, or immediately if
   *     they have left already. Replaces the previous one.
   */
  void whenLeft(Runnable told) {
    synchronized (this) {
      if (!left) {
        hangUp = told;
        return;
      }
    }
    told.run();
  }

  void leave() {
    Runnable told;
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
      told = hangUp;
      hangUp = () -> {};
    }
    told.run();
  }

  synchronized boolean left() {
    return left;
  }
}
