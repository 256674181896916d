package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Admission;
import fairlead.admission.Granting;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.policy.Limits;
import fairlead.ssh.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TerminalListTest {
  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login-1");
  private final Person bob = new Person("bob", Set.of(Role.OPERATOR), "login-2");
  private final List<Terminal> left = new ArrayList<>();
  private final TerminalList list = new TerminalList(2, 3, 3, left::add);

  @Test
  void whatIsBeingOpenedCountsLikeWhatRuns() throws Refused {
    Terminal first = reserved(ada);
    reserved(ada);
    assertEquals(Failure.TOO_MANY, refused(ada));
    list.remove(first);
    list.opened(reserved(ada));
    assertEquals(Failure.TOO_MANY, refused(ada));
  }

  @Test
  void aFailedOpeningLeavesNothing() throws Refused {
    for (int i = 0; i < 10; i++) {
      list.remove(reserved(ada));
    }
    assertEquals(List.of(), list.close());
  }

  @Test
  void whatIsBeingOpenedCannotBeFoundButEndsWithItsLogin() throws Refused {
    Terminal opening = reserved(ada);
    assertEquals(Optional.empty(), list.find(ada, opening.id()));
    assertEquals(List.of(opening), list.ofLogin("login-1"));
    list.opened(opening);
    assertEquals(Optional.of(opening), list.find(ada, opening.id()));
    assertEquals(Optional.empty(), list.find(bob, opening.id()));
  }

  @Test
  void aServerThatIsFullForgetsTheOldestThatHasEnded() throws Refused {
    Terminal ended = reserved(ada);
    list.opened(ended);
    list.opened(reserved(ada));
    list.opened(reserved(bob));
    assertEquals(Failure.TOO_MANY, refused(bob));
    ended.end(Ending.of(Ending.Reason.CLOSED));
    list.opened(reserved(bob));
    assertEquals(Optional.empty(), list.find(ada, ended.id()));
    assertEquals(List.of(ended), left, "its bytes are counted before it is forgotten");
  }

  @Test
  void aClosedListGivesEverythingBackAndTakesNothing() throws Refused {
    Terminal opening = reserved(ada);
    Terminal running = reserved(bob);
    list.opened(running);
    assertEquals(Set.of(opening, running), Set.copyOf(list.close()));
    assertEquals(Failure.DRAINING, refused(ada));
    assertEquals(List.of(), list.close());
  }

  private Terminal reserved(Person person) throws Refused {
    Terminal terminal = terminal(person);
    list.reserve(terminal);
    return terminal;
  }

  private Failure refused(Person person) {
    return assertThrows(Refused.class, () -> list.reserve(terminal(person))).failure();
  }

  @Test
  void onOneMachineThereAreAsManyAsTheServerAndTheRuleAllow() throws Refused {
    TerminalList busy = new TerminalList(9, 3, 9, left::add);
    Limits two = limits(OptionalInt.empty(), OptionalInt.of(2));
    busy.reserve(terminal(Granting.to(ada, "web", "rule", two)));
    busy.opened(busy(busy, bob, "web", Limits.none()));
    assertReason("per_host", busy, Granting.to(ada, "web", "rule", two));
    busy(busy, ada, "web", Limits.none());
    assertReason("per_host", busy, Granting.to(bob, "web"));
    busy(busy, bob, "db", Limits.none());
  }

  @Test
  void aRuleCountsWhatOnePersonHasByIt() throws Refused {
    TerminalList busy = new TerminalList(9, 9, 9, left::add);
    Limits one = limits(OptionalInt.of(1), OptionalInt.empty());
    Terminal first = busy(busy, ada, "web", one);
    assertReason("per_rule", busy, Granting.to(ada, "db", "rule", one));
    busy(busy, bob, "db", one);
    busy.reserve(terminal(Granting.to(ada, "db", "other", one)));
    first.end(Ending.of(Ending.Reason.CLOSED));
    busy(busy, ada, "db", one);
  }

  private static Terminal busy(TerminalList list, Person person, String host, Limits limits)
      throws Refused {
    Terminal terminal = terminal(Granting.to(person, host, "rule", limits));
    list.reserve(terminal);
    return terminal;
  }

  private static void assertReason(String reason, TerminalList list, Admission wanted) {
    Refused refused = assertThrows(Refused.class, () -> list.reserve(terminal(wanted)));
    assertEquals(Failure.TOO_MANY, refused.failure());
    assertEquals(reason, refused.label());
  }

  private static Limits limits(OptionalInt terminals, OptionalInt perHost) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        terminals,
        perHost,
        false,
        false,
        false,
        false,
        List.of());
  }

  private static Terminal terminal(Person person) {
    return terminal(Granting.to(person, "host"));
  }

  private static Terminal terminal(Admission admission) {
    TerminalSettings.Limits limits = new TerminalSettings.Limits(4096, 4096, Duration.ZERO);
    return new Terminal(
        admission, new Size(80, 24), true, limits, Thread::new, Untraced.terminal());
  }
}
