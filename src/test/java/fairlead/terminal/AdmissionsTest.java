package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.access.Decision;
import fairlead.access.Limits;
import fairlead.access.Person;
import fairlead.access.Policy;
import fairlead.access.Role;
import fairlead.access.Target;
import fairlead.hosts.Host;
import fairlead.hosts.Hosts;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
  private Target asked;

  @Test
  void anotherAccountIsNotTakenForTheOneThatIsConfigured() throws Refused {
    Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
    Admissions admissions = new Admissions(new OneHost(), new Asked(), Admitted.ADDRESSES);
    Admission admission = admissions.open(ada, "web-1", "root");
    assertEquals("root", asked.user());
    assertEquals("ada", asked.configured());
    assertEquals("root", admission.host().destination().user());
    asked = null;
    admissions.again(ada, admission);
    assertEquals("root", asked.user());
    assertEquals("ada", asked.configured());
  }

  private static final class OneHost extends Hosts {
    @Override
    public Optional<Host> find(String name) {
      return Optional.of(Admitted.host(name));
    }
  }

  private final class Asked extends Policy {
    @Override
    public Decision decide(Person person, Target target) {
      asked = target;
      return new Decision.Granted("rule", Limits.none());
    }
  }
}
