package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.ssh.Exit;

/**
 * Why and how a terminal ended.
 *
 * @param exit how the shell itself ended, or null if Fairlead ended it
 * @param why a sentence for a person, where the reason alone is not enough; or null
 * @param atOnce whether the shell failed right after it started: the account may have no shell
 */
record Ending(Reason reason, Exit exit, String why, boolean atOnce) {
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
      return new Ending(Reason.EXIT, exit, null, false);
    }
    return new Ending(exit instanceof Exit.Signal ? Reason.SIGNAL : Reason.LOST, exit, null, false);
  }

  /** The ending of a shell that failed right after its start; unchanged if its status is 0. */
  Ending soon() {
    return exit instanceof Exit.Status status && status.status() != 0
        ? new Ending(
            reason,
            exit,
            "The shell ended at once with status "
                + status.status()
                + ". This account may be for files only.",
            true)
        : this;
  }

  static Ending of(Reason reason) {
    return new Ending(reason, null, null, false);
  }

  /** The person's login has expired. */
  static Ending loginOver() {
    return new Ending(
        Reason.CLOSED,
        null,
        "This terminal ended because your sign-in ended. Sign in again.",
        false);
  }

  /** The terminal is no longer allowed, for this reason. */
  static Ending notAllowed(String why) {
    return new Ending(Reason.NOT_ALLOWED, null, why, false);
  }

  /** The failure with which the viewer's connection is closed. */
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
      case IDLE -> "Fairlead ended this terminal because it was idle.";
      case MAXIMUM -> "Fairlead ended this terminal because it reached its time limit.";
      case DRAIN -> "This terminal ended because the Fairlead server was stopped.";
      case NOT_ALLOWED ->
          "Fairlead ended this terminal because you may no longer use this host. Ask an"
              + " administrator.";
      case EXIT, SIGNAL, LOST, CLOSED -> "The terminal was ended.";
    };
  }
}
