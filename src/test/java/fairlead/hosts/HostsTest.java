package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.login.KeyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostsTest {
  private record Source(int order, List<Host> hosts, Optional<String> problem)
      implements HostSource {}

  private final Host file = host("a", "hosts.yaml");
  private final Host second = host("b", "hosts.yaml");
  private final Host environment = host("a", "environment");
  private final Hosts hosts =
      new Hosts(
          List.of(
              new Source(10, List.of(file, second), Optional.of("broken")),
              new Source(0, List.of(environment), Optional.empty())));

  @Test
  void theEarlierSourceWinsAndTheOtherIsNamed() {
    assertEquals(List.of(environment, second), hosts.all());
    assertEquals(Optional.of(environment), hosts.find("a"));
    assertEquals(Optional.of(environment), hosts.first());
    assertEquals(
        List.of(
            "broken",
            "hosts.yaml: the host a is not used, because environment has a host of the same name."),
        hosts.problems());
  }

  @Test
  void whatIsNotListedIsNotFound() {
    assertEquals(Optional.empty(), hosts.find("A"));
    assertEquals(Optional.empty(), new Hosts(List.of()).first());
  }

  @Test
  void thePathOfAKeyIsNobodysBusiness() {
    ListedHost listed = ListedHost.of(file, List.of("u"), null, null);
    assertFalse(listed.toString().contains("secret.pem"));
    assertEquals(List.of("key"), listed.authentication());
  }

  private static Host host(String name, String source) {
    return new Host(
        new Destination(
            name,
            "10.0.0.1",
            22,
            "u",
            List.of(new KeyFile(Path.of("secret.pem"))),
            HostKeyPolicy.STRICT,
            true),
        Map.of(),
        source);
  }
}
