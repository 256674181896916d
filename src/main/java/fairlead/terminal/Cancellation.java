package fairlead.terminal;

/**
 * Whether a person has left their connection, for the threads that work for them: opening a shell
 * takes as long as the host takes, and it is not wanted any more.
 */
final class Cancellation {
  private boolean left;
  private Runnable hangUp = () -> {};

  /**
   * Leaves word.
   *
   * @param told run once when the person leaves, on the thread that notices it; at once when they
   *     have left already. It replaces the one before.
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
