package fairlead.access;

import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Limits for answers that clients do not read. */
@ApplicationScoped
public class AnswerSettings {
  @Setting(
      name = "fairlead.access.answers",
      defaultsTo = "8",
      unit = "answers",
      min = "1",
      max = "16")
  int answers;

  @Setting(
      name = "fairlead.access.large-answers",
      defaultsTo = "32",
      unit = "answers",
      min = "1",
      max = "1000")
  int largeAnswers;

  @Setting(
      name = "fairlead.access.large-answers-overall",
      defaultsTo = "128",
      unit = "answers",
      min = "1",
      max = "4000")
  int largeAnswersOverall;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** Small answers of one client that may be written at once, on threads of the server's pool. */
  int answers() {
    return answers;
  }

  /** Large answers of one client that may be written at once, each on a thread of its own. */
  int largeAnswers() {
    return largeAnswers;
  }

  /** The same of all clients. */
  int largeAnswersOverall() {
    return largeAnswersOverall;
  }
}
