package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.access.Decision;
import fairlead.access.Decision.Denied;
import fairlead.access.Decision.Granted;
import fairlead.access.Decision.Part;
import fairlead.access.Limits;
import fairlead.access.Network;
import fairlead.access.Person;
import fairlead.access.Policy;
import fairlead.access.Role;
import fairlead.access.Target;
import fairlead.hosts.Hosts;
import fairlead.ssh.Size;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RechecksTest {
  private static final Granted GRANTED = new Granted("rule", Limits.none());
  private static final Denied DENIED = new Denied("", Part.HOURS, "why", "sentence");

  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
  private final TerminalList terminals = new TerminalList(9, 9, 9);
  private final FixedPolicy policy = new FixedPolicy();
  private final Admissions admissions = new Admissions(new NoHosts(), policy, Admitted.ADDRESSES);
  private final List<Person> asked = new ArrayList<>();
  private Optional<Person> again = Optional.of(ada);
  private final Rechecks rechecks =
      new Rechecks(
          terminals,
          admissions,
          person -> {
            asked.add(person);
            return again;
          },
          Duration.ofMinutes(1),
          Thread::new);
  private Terminal terminal;

  @BeforeEach
  void open() throws Refused {
    terminal = terminal(Limits.none());
  }

  private Terminal terminal(Limits limits) throws Refused {
    return terminal(Admitted.to(ada, "web-1", "rule", limits));
  }

  private Terminal terminal(Admission admission) throws Refused {
    Terminal made =
        new Terminal(
            admission,
            new Size(80, 24),
            true,
            new TerminalSettings.Limits(4096, 4096, Duration.ZERO),
            Thread::new,
            Untraced.terminal());
    terminals.reserve(made);
    terminals.opened(made);
    return made;
  }

  @Test
  void whatIsStillAllowedGoesOnWithTheLimitsOfNow() throws Exception {
    Limits shorter = limits(Duration.ofSeconds(5), List.of());
    policy.decision = new Granted("other", shorter);
    rechecks.round();
    assertNull(terminal.ending());
    assertEquals("other", terminal.admission().rule());
    assertEquals(shorter, terminal.admission().limits());
  }

  @Test
  void whatIsNotAllowedAnyMoreEnds() {
    policy.decision = DENIED;
    rechecks.round();
    assertEquals(Ending.Reason.NOT_ALLOWED, terminal.ending().reason());
    assertEquals(Failure.NOT_ALLOWED, terminal.ending().failure());
  }

  @Test
  void whoIsKnownNoMoreHasNothingOpen() {
    again = Optional.empty();
    rechecks.round();
    assertEquals(Ending.Reason.NOT_ALLOWED, terminal.ending().reason());
  }

  @Test
  void thePolicyIsAskedAboutThePersonAsTheyAreNow() {
    Person now = new Person("ada", Set.of(Role.OPERATOR), Set.of("new"), "", "login");
    again = Optional.of(now);
    rechecks.round();
    assertEquals(Set.of("new"), policy.person.groups());
    assertEquals(now, terminal.person());
  }

  @Test
  void onePersonIsLookedAtOnceForAllTheirTerminals() throws Refused {
    terminal(Limits.none());
    rechecks.round();
    assertEquals(List.of(ada), asked);
  }

  @Test
  void anAddressThatIsNotAllowedAnyMoreEndsItsTerminal() throws Exception {
    terminal.admission().check("web-1", InetAddress.getByName("10.1.2.3"));
    policy.decision = new Granted("rule", limits(Duration.ZERO, List.of(Network.of("10.0.0.0/8"))));
    rechecks.round();
    assertNull(terminal.ending());
    policy.decision = new Granted("rule", limits(Duration.ZERO, List.of(Network.of("11.0.0.0/8"))));
    rechecks.round();
    assertEquals(Ending.Reason.NOT_ALLOWED, terminal.ending().reason());
  }

  @Test
  void whereTheAgentIsNotAllowedAnyMoreTheTerminalsThatHaveItEnd() throws Exception {
    Terminal forwarding = terminal(Admitted.withAgent(ada, Limits.none()));
    Terminal without = terminal(Admitted.withAgent(ada, limits(Duration.ZERO, List.of())));
    rechecks.round();
    assertNull(forwarding.ending());
    // Allowed meanwhile, it was not given to the shell that had begun.
    policy.decision = new Granted("rule", limits(Duration.ZERO, List.of()));
    rechecks.round();
    assertEquals(Failure.NOT_ALLOWED, forwarding.ending().failure());
    assertEquals(
        "Fairlead ended this terminal because programs on agent-1 may no longer use the server's"
            + " ssh-agent. Open a new terminal.",
        forwarding.ending().sentence());
    assertNull(without.ending());
    assertNull(terminal.ending());
  }

  @Test
  void whoComesBackIsAskedAboutToo() throws Refused {
    admissions.attach(ada, terminal.admission());
    policy.decision = DENIED;
    Refused refused =
        assertThrows(Refused.class, () -> admissions.attach(ada, terminal.admission()));
    assertEquals("sentence", refused.getMessage());
    assertEquals("hours", refused.reason());
  }

  @Test
  void aRoundComesEveryInterval() {
    long now = System.nanoTime();
    rechecks.tick(now);
    assertEquals(List.of(), asked);
    policy.decision = DENIED;
    rechecks.tick(now + Duration.ofMinutes(2).toNanos());
    while (terminal.ending() == null) {
      Thread.onSpinWait();
    }
  }

  private static Limits limits(Duration idle, List<Network> networks) {
    return new Limits(
        Optional.of(idle),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        false,
        false,
        false,
        false,
        networks);
  }

  private static final class NoHosts extends Hosts {}

  private static final class FixedPolicy extends Policy {
    private Decision decision = GRANTED;
    private Person person;

    @Override
    public Decision decide(Person about, Target target) {
      person = about;
      return decision;
    }
  }
}
