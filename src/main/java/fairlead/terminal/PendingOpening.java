package fairlead.terminal;

import fairlead.admission.Admission;
import fairlead.admission.Admitted;
import fairlead.admission.NotAdmitted;

/**
 * A terminal whose shell is being opened: the host, or a person who is asked for a password, may
 * take minutes.
 */
record PendingOpening(Connection connection, Terminal terminal) implements Admitted {
  @Override
  public Admission admission() {
    return terminal.admission();
  }

  @Override
  public void end(NotAdmitted why) {
    Refused refused = Refused.of(why);
    end(refused.failure(), refused.getMessage());
  }

  /** Breaks it off. */
  void end(Failure why, String sentence) {
    connection.refuse(why, sentence);
  }
}
