package fairlead.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.failure.Failure;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import fairlead.policy.Decision;
import fairlead.policy.Decision.Denied;
import fairlead.policy.Decision.Part;
import fairlead.policy.Limits;
import fairlead.policy.Policy;
import fairlead.policy.Target;
import fairlead.ssh.ConnectRequest;
import fairlead.ssh.Destination;
import fairlead.ssh.FileSession;
import fairlead.ssh.FileSessions;
import fairlead.testing.LoggedLines;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionsTest {
  private final Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
  private final Asked policy = new Asked();
  private final OpenedFiles files = new OpenedFiles();
  private final Admissions admissions =
      Granting.admissions(
          new OneHost(),
          policy,
          (request, size, output) -> {
            opened = request.destination();
            return null;
          },
          files);
  private Destination opened;

  @ParameterizedTest
  @EnumSource
  void anotherAccountIsNotTakenForTheOneThatIsConfigured(Purpose purpose) throws Exception {
    Admission admission = admissions.open(ada, "web-1", "root", purpose);
    assertEquals("root", policy.asked.user());
    assertEquals("ada", policy.asked.configured());
    assertEquals("root", admission.account());
    policy.asked = null;
    admissions.again(ada, admission);
    assertEquals("root", policy.asked.user());
    assertEquals("ada", policy.asked.configured());
    open(admission);
    assertEquals("root", opened.user());
  }

  @ParameterizedTest
  @EnumSource
  void whatThePolicyRefusesIsNotOpened(Purpose purpose) {
    policy.decision = new Denied("rule", Part.USER, "why", "You may not.");
    NotAdmitted refused =
        assertThrows(NotAdmitted.class, () -> admissions.open(ada, "web-1", "root", purpose));
    assertEquals(Failure.NOT_ALLOWED, refused.failure());
    assertEquals("user", refused.label());
    assertEquals("You may not.", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-l",
        "a b",
        "a\nb",
        "x\n[INFO] forged\u001b[2J",
        "a\u0000",
        "a\u007f",
        "a\u009b",
        "a\u00a0",
        "a\u2028b",
        "a\u202eb",
        "a\u3164b",
        "a\u115f",
        "a\ufe0f",
        "a\u034f",
        "a\u2800",
        "a\udb40\udd00",
        "a\u200bb",
        "a\u00ad",
        "a\ufeff",
        "a\ud800",
        "a\udb40\udc41",
        "a\ue000"
      })
  void onlyNamesThatAnAccountCanHaveAreAskedAbout(String account) {
    for (Purpose purpose : Purpose.values()) {
      NotAdmitted refused =
          assertThrows(NotAdmitted.class, () -> admissions.open(ada, "web-1", account, purpose));
      assertEquals("account", refused.label());
    }
    assertEquals(null, policy.asked);
    assertThrows(NotAdmitted.class, () -> admissions.ask(ada, "web-1", account));
    assertThrows(IllegalArgumentException.class, () -> Granting.host("web-1").target().as(account));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root", "DOMAIN\\ada", "ada@example.com", "jürgen", "山田", "svc$", "a.b-c_d"})
  void namesThatAccountsHaveAreAskedAbout(String account) throws Exception {
    assertEquals(account, admissions.open(ada, "web-1", account, Purpose.TERMINAL).account());
  }

  @Test
  void aTypedHostHasTheAccountThatWasTyped() throws Exception {
    for (String account : Arrays.asList("ada", null)) {
      assertEquals("ada", admissions.open(ada, "ada@10.0.0.1", account, Purpose.FILES).account());
      assertEquals("ada", policy.asked.user());
      assertEquals("ada", admissions.ask(ada, "ada@10.0.0.1", account).target().user());
    }
    NotAdmitted refused =
        assertThrows(
            NotAdmitted.class, () -> admissions.open(ada, "ada@10.0.0.1", "root", Purpose.FILES));
    assertEquals("account", refused.label());
  }

  @Test
  void anAdmissionToATerminalOpensNoFiles() throws Exception {
    Admission terminal = admissions.open(ada, "web-1", "ada", Purpose.TERMINAL);
    assertThrows(IllegalArgumentException.class, () -> admissions.files(terminal, "id", null));
    Admission panel = admissions.open(ada, "web-1", "ada", Purpose.FILES);
    assertThrows(
        IllegalArgumentException.class, () -> admissions.shell(panel, null, "id", null, null));
  }

  @Test
  void aRuleWithoutFilesOpensTerminalsOnly() throws Exception {
    Limits none = RechecksTest.limits(List.of());
    policy.decision = new Decision.Granted("rule", none);
    assertEquals("rule", admissions.open(ada, "web-1", "ada", Purpose.TERMINAL).rule());
    NotAdmitted refused =
        assertThrows(NotAdmitted.class, () -> admissions.open(ada, "web-1", "ada", Purpose.FILES));
    assertEquals("You may open terminals on web-1, and no files.", refused.getMessage());
  }

  @Test
  void theLogHasOneLineForEachDecision() throws Exception {
    try (LoggedLines log = new LoggedLines(AdmissionLog.class.getName())) {
      Admission admission = admissions.open(ada, "web-1", "root", Purpose.TERMINAL);
      policy.decision = new Decision.Granted("rule", RechecksTest.limits(List.of()));
      assertThrows(NotAdmitted.class, () -> admissions.open(ada, "web-1", "ada", Purpose.FILES));
      policy.decision = new Denied("near", Part.USER, "why", "You may not.");
      assertThrows(NotAdmitted.class, () -> admissions.open(ada, "web-1", "ada", Purpose.FILES));
      assertThrows(NotAdmitted.class, () -> admissions.again(ada, admission));
      assertEquals(
          List.of(
              "ada may open web-1 as root: rule rule",
              "ada may not open the files of web-1 as ada: files",
              "ada may not open the files of web-1 as ada: user, nearest rule: near",
              "ada may not open web-1 as root: user, nearest rule: near"),
          log.lines());
    }
  }

  private void open(Admission admission) throws Exception {
    switch (admission.purpose()) {
      case TERMINAL -> admissions.shell(admission, null, "id", null, null);
      case FILES -> admissions.files(admission, "id", null);
    }
  }

  private static final class OneHost extends Hosts {
    @Override
    public Optional<Host> find(String name) {
      return name.contains("@") ? Optional.empty() : Optional.of(Granting.host(name));
    }
  }

  private final class OpenedFiles implements FileSessions {
    @Override
    public FileSession open(ConnectRequest request) {
      opened = request.destination();
      return null;
    }
  }

  private static final class Asked extends Policy {
    private Decision decision = new Decision.Granted("rule", Limits.none());
    private Target asked;

    @Override
    public Decision decide(Person person, Target target) {
      asked = target;
      return decision;
    }
  }
}
