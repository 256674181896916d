package fairlead.access;

/** One sign-in of one person that has not ended. Guarded by the {@link LoginTable} it is in. */
final class Login {
  private final String id;
  private final String person;
  private Runnable forget = () -> {};
  private long begun;
  private long used;
  private boolean warned;

  /**
   * @param id names it; it is no secret
   */
  Login(String id, String person) {
    this.id = id;
    this.person = person;
  }

  String id() {
    return id;
  }

  String person() {
    return person;
  }

  /**
   * Begins the login, or restarts its lifetime.
   *
   * @param forgotten invalidates its HTTP session; run when the login has ended
   * @param now as of {@link System#nanoTime}
   */
  void begin(Runnable forgotten, long now) {
    forget = forgotten;
    begun = now;
    used = now;
  }

  void used(long now) {
    used = now;
  }

  long lastUsed() {
    return used;
  }

  /** Nanoseconds until it ends by itself. */
  long left(long lifetime, long idle, long now) {
    return Math.min(begun + lifetime - now, used + idle - now);
  }

  /**
   * Notes whether the login will end soon.
   *
   * @return whether this differs from the last call
   */
  boolean endsSoon(boolean soon) {
    boolean changed = warned != soon;
    warned = soon;
    return changed;
  }

  void forget() {
    forget.run();
  }
}
