package fairlead.terminal;

import fairlead.ssh.Exit;

/**
 * Why and how a terminal ended.
 *
 * @param exit how the shell itself ended, or null when Fairlead ended it
 * @param why for a person, where the reason does not say it all; or null
 */
record Ending(Reason reason, Exit exit, String why) {
  enum Reason {
    EXIT,
    SIGNAL,
    LOST,
    IDLE,
    MAXIMUM,
    CLOSED,
    DRAIN,
    NOT_ALLOWED
  }

  static Ending of(Exit exit) {
    if (exit instanceof Exit.Status) {
      return new Ending(Reason.EXIT, exit, null);
    }
    return new Ending(exit instanceof Exit.Signal ? Reason.SIGNAL : Reason.LOST, exit, null);
  }

  static Ending of(Reason reason) {
    return new Ending(reason, null, null);
  }

  /** Something in particular is not allowed any more. */
  static Ending notAllowed(String why) {
    return new Ending(Reason.NOT_ALLOWED, null, why);
  }

  /** With what the connection is closed that sees it. */
  Failure failure() {
    return reason == Reason.NOT_ALLOWED ? Failure.NOT_ALLOWED : Failure.ENDED;
  }

  /** What happened, for a person. */
  String sentence() {
    if (why != null) {
      return why;
    }
    if (exit instanceof Exit.Status status) {
      return "The shell ended with status " + status.status() + ".";
    }
    if (exit instanceof Exit.Signal signal) {
      return "The shell was stopped by signal " + signal.name() + ".";
    }
    if (exit instanceof Exit.Lost lost) {
      return lost.message();
    }
    return switch (reason) {
      case IDLE -> "Fairlead ended this terminal because nothing was typed for a long time.";
      case MAXIMUM ->
          "Fairlead ended this terminal because it reached the longest time a terminal may run.";
      case DRAIN -> "This terminal ended because the Fairlead server was stopped.";
      case NOT_ALLOWED ->
          "Fairlead ended this terminal because you may no longer use this host. Ask an"
              + " administrator.";
      case EXIT, SIGNAL, LOST, CLOSED -> "The terminal was ended.";
    };
  }
}
