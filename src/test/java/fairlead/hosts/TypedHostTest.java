package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.policy.Target;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedHostTest {
  @ParameterizedTest
  @CsvSource({
    "ada@web-1, ada, web-1, 22, ada@web-1",
    "ada@Web-1.Example.COM:2222, ada, web-1.example.com, 2222, ada@web-1.example.com:2222",
    "ada@web-1:22, ada, web-1, 22, ada@web-1",
    "ada@10.0.0.1, ada, 10.0.0.1, 22, ada@10.0.0.1",
    "ada@2130706433, ada, 2130706433, 22, ada@2130706433",
    "ada@[::1]:2222, ada, ::1, 2222, ada@[::1]:2222",
    "ada@[fe80::1%eth0], ada, fe80::1%eth0, 22, ada@[fe80::1%eth0]",
    "ada@example.com@web-1, ada@example.com, web-1, 22, ada@example.com@web-1"
  })
  void aHostMayBeTyped(String text, String user, String address, int port, String name) {
    Host host = TypedHost.parse(text).orElseThrow();
    Destination destination = host.destination();
    assertEquals(user, destination.user());
    assertEquals(address, destination.address());
    assertEquals(port, destination.port());
    assertEquals(name, host.name());
    assertEquals(HostKeyPolicy.ASK, destination.hostKeyPolicy());
    assertEquals(Target.TYPED, host.source());
    assertEquals(address, host.target().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "web-1",
        "@web-1",
        "ada@",
        "ada@web-1:",
        "ada@web-1:0",
        "ada@web-1:65536",
        "ada@web-1:22:22",
        "ada@::1",
        "-oProxyCommand=x@web-1",
        "a da@web-1",
        "ada@web 1",
        "ada@-oProxyCommand=x",
        "ada@`id`",
        "ada@web\n1",
        "ada@[web",
        "ada@web-1/x",
        "ada@"
      })
  void whatIsNoneIsNone(String text) {
    assertEquals(Optional.empty(), TypedHost.parse(text));
  }

  @Test
  void aListedHostIsKnownByItsName() {
    Host typed = TypedHost.parse("ada@web-1.example.com").orElseThrow();
    Host listed = new Host(typed.destination(), typed.labels(), "hosts.yaml");
    assertEquals("ada@web-1.example.com", listed.target().name());
    assertEquals("ada", listed.target().as("root").configured());
  }
}
