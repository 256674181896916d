package fairlead.terminal;

import fairlead.admission.Admission;
import fairlead.admission.Admitted;
import fairlead.admission.NotAdmitted;
import fairlead.failure.Failure;

/**
 * A terminal whose shell is being opened, which may take minutes: the host may be slow, or the
 * person may be asked for a password.
 */
record PendingOpening(Connection connection, Terminal terminal) implements Admitted {
  @Override
  public Admission admission() {
    return terminal.admission();
  }

  @Override
  public void end(NotAdmitted why) {
    end(why.failure(), why.getMessage());
  }

  /** Aborts the opening. */
  void end(Failure why, String sentence) {
    connection.refuse(why, sentence);
  }
}
