package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Prompt;
import fairlead.ssh.Prompter;
import fairlead.ssh.SshException;
import fairlead.ssh.SshException.Reason;
import fairlead.ssh.login.Password;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopAnswersTest {
  private final PreparedPerson person = new PreparedPerson();
  private final HopAnswers answers = new HopAnswers();
  private final Destination hop = hop("hop");

  @Test
  void aPasswordIsAskedForOnceHoweverOftenTheHopIsGoneThrough() throws Exception {
    person.answers("secret");
    char[][] given = answers.at(hop, person).ask(password(""));
    Arrays.fill(given[0], '\0');
    assertEquals("secret", new String(answers.at(hop, person).ask(password(""))[0]));
    assertEquals(1, person.asked().size());
  }

  @Test
  void whatDidNotHelpIsAskedForAgain() throws Exception {
    person.answers("wrong");
    person.answers("right");
    Prompter first = answers.at(hop, person);
    assertEquals("wrong", new String(first.ask(password(""))[0]));
    assertEquals("right", new String(first.ask(password("Not accepted."))[0]));
    Prompter second = answers.at(hop, person);
    assertEquals("right", new String(second.ask(password(""))[0]));
    assertThrows(SshException.class, () -> second.ask(password("Not accepted.")));
  }

  @Test
  void codesAndOtherHopsAreAskedForEachTime() throws Exception {
    person.answers("314159");
    person.answers("secret");
    Prompt code = prompt(Prompt.Kind.KEYBOARD_INTERACTIVE, "");
    answers.at(hop, person).ask(code);
    assertEquals("secret", new String(answers.at(hop, person).ask(code)[0]));
    assertEquals(
        Reason.CANCELLED,
        assertThrows(SshException.class, () -> answers.at(hop("other"), person).ask(password("")))
            .reason());
  }

  @Test
  void nothingIsKeptAfterwards() throws Exception {
    person.answers("secret");
    answers.at(hop, person).ask(password(""));
    answers.close();
    assertThrows(SshException.class, () -> answers.at(hop, person).ask(password("")));
  }

  private static Prompt password(String instruction) {
    return prompt(Prompt.Kind.PASSWORD, instruction);
  }

  private static Prompt prompt(Prompt.Kind kind, String instruction) {
    return new Prompt(
        kind, "hop", "Password of ada", instruction, List.of(new Prompt.Field("Password", false)));
  }

  private static Destination hop(String name) {
    return new Destination(
        name, "127.0.0.1", 22, "ada", List.of(new Password()), HostKeyPolicy.STRICT, true);
  }
}
