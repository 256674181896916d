package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Granting;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.settings.Defaults;
import jakarta.ws.rs.container.AsyncResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many requests wait for hosts. */
class HostRequestsTest {
  private final List<Runnable> begun = new ArrayList<>();
  private final List<Object> answers = new ArrayList<>();
  private final FilesSettings settings = Defaults.of(new FilesSettings());
  private HostRequests requests;

  @Test
  void oneMoreThanAPanelMayHaveIsRefusedAtOnce() throws Exception {
    settings.requests = 2;
    FilePanel panel = panel("one", "ada");
    ask(panel);
    ask(panel);
    assertEquals(429, assertThrows(Refused.class, () -> ask(panel)).failure().status());
    ask(panel("two", "ada"));
    begun.get(0).run();
    assertEquals(List.of("done"), answers);
    ask(panel);
    assertThrows(Refused.class, () -> ask(panel));
  }

  @Test
  void aPersonHasNoMoreWithMorePanels() throws Exception {
    settings.requestsPerPerson = 3;
    for (int i = 0; i < 3; i++) {
      ask(panel("panel" + i, "ada"));
    }
    FilePanel another = panel("another", "ada");
    assertThrows(Refused.class, () -> ask(another));
    ask(panel("theirs", "grace"));
    begun.forEach(Runnable::run);
    ask(another);
    assertEquals(4, answers.size());
  }

  @Test
  void whatFailsIsToldAndGivesItsPlaceBack() throws Exception {
    settings.requests = 1;
    FilePanel panel = panel("one", "ada");
    Refused failure = new Refused(Failure.CONFLICT, "no");
    requests = new HostRequests(settings, this::thread);
    requests.answer(
        panel,
        response(),
        () -> {
          throw failure;
        });
    begun.get(0).run();
    assertEquals(List.of(failure), answers);
    ask(panel);
  }

  @Test
  void aThreadThatCannotStartTakesNoPlace() throws Exception {
    settings.requests = 1;
    HostRequests none =
        new HostRequests(
            settings,
            work -> {
              throw new IllegalStateException("no threads");
            });
    FilePanel panel = panel("one", "ada");
    for (int i = 0; i < 3; i++) {
      assertThrows(IllegalStateException.class, () -> none.answer(panel, response(), () -> "done"));
    }
    assertTrue(answers.isEmpty());
  }

  private void ask(FilePanel panel) throws Refused {
    if (requests == null) {
      requests = new HostRequests(settings, this::thread);
    }
    requests.answer(panel, response(), () -> "done");
  }

  private Thread thread(Runnable work) {
    begun.add(work);
    return new Thread(() -> {});
  }

  private AsyncResponse response() {
    return (AsyncResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncResponse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("resume")) {
                answers.add(arguments[0]);
              }
              return method.getReturnType() == boolean.class ? true : null;
            });
  }

  private static FilePanel panel(String id, String person) {
    return new FilePanel(
        id,
        Granting.toFiles(new Person(person, Set.of(Role.OPERATOR), "login"), "host"),
        new PanelState("host", Duration.ofSeconds(1)),
        4);
  }
}
