package fairlead.ssh.jsch;

import fairlead.ssh.Destination;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Passwords and passphrases that a person gave for hops, kept for one opening. Another try at the
 * host behind the hops connects to the hops again, and the person should not have to type the same
 * twice. Answers that may be valid only once, such as a code, are asked for each time. Not
 * thread-safe.
 */
final class HopAnswers implements AutoCloseable {
  private record Question(Destination hop, Prompt.Kind kind, String title) {
    boolean holdsAgain() {
      return kind == Prompt.Kind.PASSWORD || kind == Prompt.Kind.PASSPHRASE;
    }
  }

  private final Map<Question, char[][]> answers = new HashMap<>();

  /**
   * Answers a repeated question once from the kept answers; if the hop asks again, the person is
   * asked.
   *
   * @param person asked when there is no kept answer
   */
  Prompter at(Destination hop, Prompter person) {
    return new Answering(hop, person);
  }

  private void keep(Question question, char[][] answer) {
    wipe(answers.put(question, copy(answer)));
  }

  private static char[][] copy(char[][] answer) {
    return Arrays.stream(answer).map(char[]::clone).toArray(char[][]::new);
  }

  private static void wipe(char[][] answer) {
    if (answer != null) {
      Arrays.stream(answer).forEach(value -> Arrays.fill(value, '\0'));
    }
  }

  @Override
  public void close() {
    answers.values().forEach(HopAnswers::wipe);
    answers.clear();
  }

  private final class Answering implements Prompter {
    private final Destination hop;
    private final Prompter person;
    private final Set<Question> asked = new HashSet<>();

    Answering(Destination hop, Prompter person) {
      this.hop = hop;
      this.person = person;
    }

    @Override
    public char[][] ask(Prompt prompt) throws SshException {
      Question question = new Question(hop, prompt.kind(), prompt.title());
      if (!question.holdsAgain()) {
        return person.ask(prompt);
      }
      char[][] known = answers.get(question);
      if (asked.add(question) && known != null) {
        return copy(known);
      }
      char[][] answer = person.ask(prompt);
      keep(question, answer);
      return answer;
    }
  }
}
