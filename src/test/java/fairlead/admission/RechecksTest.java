package fairlead.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Granted;
import fairlead.policy.Decision.Part;
import fairlead.policy.Limits;
import fairlead.policy.Network;
import fairlead.policy.Policy;
import fairlead.policy.Target;
import fairlead.ssh.Destination;
import fairlead.ssh.Route;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RechecksTest {
  private static final Granted GRANTED = new Granted("rule", Limits.none());
  private static final Denied DENIED = new Denied("", Part.HOURS, "why", "sentence");
  private static final long LONG = Duration.ofSeconds(3).toNanos();

  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
  private final List<Open> open = new ArrayList<>();
  private final Listed hosts = new Listed();
  private final FixedPolicy policy = new FixedPolicy();
  private final Admissions admissions = Granting.admissions(hosts, policy, null, null);
  private final List<Person> asked = new ArrayList<>();
  private Optional<Person> again = Optional.of(ada);
  private final Rechecks rechecks =
      new Rechecks(
          () -> open,
          admissions,
          person -> {
            asked.add(person);
            return again;
          },
          Duration.ofMinutes(1),
          Thread::new);
  private final Open terminal = opened(Granting.to(ada, "web-1"));
  private final Open panel = opened(Granting.toFiles(ada, "web-1"));

  private Open opened(Admission admission) {
    Open one = new Open(admission);
    open.add(one);
    hosts.list(admission.configured());
    return one;
  }

  @Test
  void whatIsStillAllowedGoesOnWithTheLimitsOfNow() {
    Limits others = limits(List.of());
    policy.decision = new Granted("other", others);
    rechecks.round();
    assertNull(terminal.ended);
    assertEquals(1, terminal.renewed);
    assertEquals("other", terminal.admission().rule());
    assertEquals(others, terminal.admission().limits());
    assertEquals(
        "Fairlead closed the files of web-1 because you may open terminals on it, and no files.",
        panel.ended.getMessage());
  }

  @Test
  void whatIsNotAllowedAnyMoreEnds() {
    policy.decision = DENIED;
    rechecks.round();
    assertEquals("hours", terminal.ended.label());
    assertEquals(
        "Fairlead ended the terminal on web-1 because you may no longer use this host. Ask an"
            + " administrator.",
        terminal.ended.getMessage());
    assertEquals(
        "Fairlead closed the files of web-1 because you may no longer use this host. Ask an"
            + " administrator.",
        panel.ended.getMessage());
    assertEquals(0, panel.renewed);
  }

  @Test
  void whoIsKnownNoMoreHasNothingOpen() {
    again = Optional.empty();
    rechecks.round();
    assertEquals("person", terminal.ended.label());
    assertEquals("person", panel.ended.label());
  }

  @Test
  void thePolicyIsAskedAboutThePersonAsTheyAreNow() {
    Person now = new Person("ada", Set.of(Role.OPERATOR), Set.of("new"), "", "login");
    again = Optional.of(now);
    rechecks.round();
    assertEquals(Set.of("new"), policy.person.groups());
    assertEquals(now, terminal.admission().person());
  }

  @Test
  void thePolicyIsAskedAboutTheHostAsItIsListedNow() {
    hosts.list(Granting.host("web-1", "web-1.example.com", 22, Map.of("env", "production")));
    rechecks.round();
    assertEquals(Map.of("env", "production"), policy.target.labels());
    assertNull(terminal.ended);
  }

  @Test
  void anAccountThatIsNotTheConfiguredOneAnyMoreIsAskedAboutAsThat() {
    Destination other = Granting.host("web-1").destination().withUser("deploy");
    hosts.list(new Host(other, Map.of(), "test"));
    rechecks.round();
    assertEquals("deploy", policy.target.configured());
    assertEquals("ada", policy.target.user());
  }

  @Test
  void aHostThatIsListedNoMoreEndsWhatIsOpenOnIt() {
    hosts.hosts.clear();
    Admission admission = terminal.admission();
    admission.gone(false, System.nanoTime() - LONG);
    rechecks.round();
    assertEquals("gone", terminal.ended.label());
    assertEquals(
        "Fairlead ended the terminal on web-1 because it is no longer in the list of hosts. Ask an"
            + " administrator if you still need it.",
        terminal.ended.getMessage());
  }

  @Test
  void aListThatIsBeingWrittenEndsNothing() {
    Map<String, Host> before = new HashMap<>(hosts.hosts);
    hosts.hosts.clear();
    rechecks.round();
    assertNull(terminal.ended);
    hosts.hosts.putAll(before);
    rechecks.round();
    hosts.hosts.clear();
    rechecks.round();
    assertNull(terminal.ended);
  }

  @Test
  void anotherMachineOfTheSameNameEndsWhatIsOpen() {
    hosts.list(Granting.host("web-1", "web-9.example.com", 22, Map.of()));
    rechecks.round();
    assertEquals("changed", terminal.ended.label());
    assertEquals(
        "Fairlead closed the files of web-1 because its address has changed. Open it again.",
        panel.ended.getMessage());
  }

  @Test
  void anotherPortOrWayEndsWhatIsOpen() {
    hosts.list(Granting.host("web-1", "web-1.example.com", 2222, Map.of()));
    rechecks.round();
    assertEquals(
        "Fairlead ended the terminal on web-1 because its port has changed. Open it again.",
        terminal.ended.getMessage());
    Destination hop = Granting.host("hop").destination();
    hosts.list(
        new Host(
            Granting.host("web-1").destination().withRoute(new Route.Through(hop)),
            Map.of(),
            "test"));
    rechecks.round();
    assertEquals(
        "Fairlead closed the files of web-1 because its route has changed. Open it again.",
        panel.ended.getMessage());
  }

  @Test
  void anotherAddressOfAHopEndsWhatIsOpenBehindIt() {
    Destination inner = Granting.host("inner").destination();
    Destination hop = Granting.host("hop").destination();
    Destination moved = Granting.host("hop", "other", 22, Map.of()).destination();
    Whereabouts was = Whereabouts.of(inner.withRoute(new Route.Through(hop)));
    assertEquals(was, Whereabouts.of(inner.withRoute(new Route.Through(hop.withUser("other")))));
    Whereabouts is = Whereabouts.of(inner.withRoute(new Route.Through(moved)));
    assertEquals("its route has changed", was.difference(is));
  }

  @Test
  void onePersonIsLookedAtOnceForAllThatTheyHaveOpen() {
    rechecks.round();
    assertEquals(List.of(ada), asked);
  }

  @Test
  void anAddressThatIsNotAllowedAnyMoreEndsItsTerminal() throws Exception {
    terminal.admission().addressRules().check("web-1", InetAddress.getByName("10.1.2.3"));
    policy.decision = new Granted("rule", limits(List.of(Network.of("10.0.0.0/8"))));
    rechecks.round();
    assertNull(terminal.ended);
    policy.decision = new Granted("rule", limits(List.of(Network.of("11.0.0.0/8"))));
    rechecks.round();
    assertEquals("address", terminal.ended.label());
  }

  @Test
  void whereTheAgentIsNotAllowedAnyMoreTheTerminalsThatHaveItEnd() {
    Open forwarding = opened(Granting.withAgent(ada, Limits.none()));
    Open without = opened(Granting.withAgent(ada, limits(List.of())));
    rechecks.round();
    assertNull(forwarding.ended);
    // Allowed meanwhile, it was not given to the shell that had begun.
    policy.decision = new Granted("rule", limits(List.of()));
    rechecks.round();
    assertEquals(
        "Fairlead ended the terminal on agent-1 because programs there may no longer use the"
            + " server's ssh-agent. Open a new terminal.",
        forwarding.ended.getMessage());
    assertNull(without.ended);
    assertNull(terminal.ended);
  }

  @Test
  void whereTheHostTakesNoAgentAnyMoreTheTerminalsThatHaveItEnd() {
    Open forwarding = opened(Granting.withAgent(ada, Limits.none()));
    hosts.list(Granting.host("agent-1"));
    rechecks.round();
    assertEquals("agent", forwarding.ended.label());
  }

  @Test
  void whoComesBackIsAskedAboutToo() throws Exception {
    admissions.returning(ada, terminal.admission());
    policy.decision = DENIED;
    NotAdmitted refused =
        assertThrows(NotAdmitted.class, () -> admissions.returning(ada, terminal.admission()));
    assertEquals("hours", refused.label());
  }

  @Test
  void aFaultAboutOneEndsTheOthersAllTheSame() {
    policy.decision = null;
    rechecks.round();
    assertNull(terminal.ended);
    policy.decision = DENIED;
    open.add(0, new Open(Granting.to(ada, "faulty")));
    rechecks.round();
    assertEquals("hours", panel.ended.label());
  }

  @Test
  void aRoundComesEveryInterval() {
    long now = System.nanoTime();
    rechecks.tick(now);
    assertEquals(List.of(), asked);
    policy.decision = DENIED;
    rechecks.tick(now + Duration.ofMinutes(2).toNanos());
    while (terminal.ended == null) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aMissingHostIsLookedForAgainAsSoonAsItMayBeGone() {
    hosts.hosts.clear();
    rechecks.round();
    asked.clear();
    long now = System.nanoTime();
    rechecks.tick(now + Duration.ofSeconds(1).toNanos());
    assertEquals(List.of(), asked);
    terminal.admission().gone(true, now);
    terminal.admission().gone(false, now - LONG);
    rechecks.tick(now + Duration.ofSeconds(3).toNanos());
    while (terminal.ended == null) {
      Thread.onSpinWait();
    }
  }

  /** Nothing but these networks: no files, no agent. */
  static Limits limits(List<Network> networks) {
    Limits none = Limits.none();
    return new Limits(
        none.idle(),
        none.maximum(),
        none.grace(),
        none.terminals(),
        none.perHost(),
        false,
        false,
        false,
        false,
        networks);
  }

  private static final class Open implements Admitted {
    private final Admission admission;
    private volatile NotAdmitted ended;
    private int renewed;

    Open(Admission admission) {
      this.admission = admission;
    }

    @Override
    public Admission admission() {
      return admission;
    }

    @Override
    public void renewed() {
      renewed++;
    }

    @Override
    public void end(NotAdmitted why) {
      ended = why;
    }
  }

  private static final class Listed extends Hosts {
    private final Map<String, Host> hosts = new HashMap<>();

    void list(Host host) {
      hosts.put(host.name(), host);
    }

    @Override
    public Optional<Host> find(String name) {
      if (name.equals("faulty")) {
        throw new IllegalStateException("a fault");
      }
      return Optional.ofNullable(hosts.get(name));
    }
  }

  private static final class FixedPolicy extends Policy {
    private Decision decision = GRANTED;
    private Person person;
    private Target target;

    @Override
    public Decision decide(Person about, Target wanted) {
      person = about;
      target = wanted;
      return decision;
    }
  }
}
