package fairlead.admission;

import fairlead.access.Person;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** Writes one log line per decision: person, host, account, and the rule or the reason. */
final class AdmissionLog {
  private static final Log LOG = Log.of(AdmissionLog.class);

  private AdmissionLog() {}

  /**
   * @param level INFO when a person asks, DEBUG for a recheck
   * @param wish as from {@link Purpose#of}
   */
  static void granted(Level level, Person person, String wish, Granted granted) {
    LOG.log(level, "{0} may {1}: rule {2}", person.name(), wish, granted.rule());
  }

  /** The rules refuse it. */
  static void denied(Person person, String wish, Denied denied) {
    LOG.log(
        Level.INFO,
        "{0} may not {1}: {2}{3}",
        person.name(),
        wish,
        denied.part().name().toLowerCase(Locale.ROOT),
        denied.nearest().isEmpty() ? "" : ", nearest rule: " + denied.nearest());
  }

  /** Refused for another reason than the rules. */
  static NotAdmitted refused(
      Person person, String wish, NotAdmitted.Reason reason, String sentence) {
    NotAdmitted refused = new NotAdmitted(reason, sentence);
    LOG.log(Level.INFO, "{0} may not {1}: {2}", person.name(), wish, refused.label());
    return refused;
  }

  /** Something that is open must end. */
  static NotAdmitted ended(Admission admission, NotAdmitted.Reason reason, String why) {
    NotAdmitted ended = new NotAdmitted(reason, admission.purpose().ended(admission.host(), why));
    LOG.log(
        Level.INFO,
        "{0} may no longer use {1}: {2}",
        admission.person().name(),
        admission.host(),
        ended.label());
    return ended;
  }
}
