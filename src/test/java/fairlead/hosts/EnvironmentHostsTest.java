package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.login.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentHostsTest {
  @TempDir Path directory;

  private HostsSettings settings;
  private EnvironmentHosts hosts;

  @BeforeEach
  void set() {
    settings = Defaults.of(new HostsSettings(), directory);
    settings.environmentAddress = Optional.of("ec2-1.example.com");
    settings.environmentUser = Optional.of("ec2-user");
    hosts = new EnvironmentHosts(settings);
  }

  @Test
  void theHostIsCalledEc2AndHasTheKeyFile() throws IOException {
    key("rw-------");
    assertEquals(
        new Destination(
            "ec2",
            "ec2-1.example.com",
            22,
            "ec2-user",
            List.of(new KeyFile(directory.resolve("aws.pem"))),
            HostKeyPolicy.ASK,
            true),
        hosts.hosts().get(0).destination());
    assertEquals(Optional.empty(), hosts.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void withoutAnAddressThereIsNoHostAndNoProblem(String none) {
    settings.environmentAddress = Optional.of(none);
    assertEquals(List.of(), hosts.hosts());
    assertEquals(Optional.empty(), hosts.problem());
  }

  @Test
  void aWrongSettingIsNamedAndTheHostIsNotListed() {
    settings.environmentPort = "ssh";
    assertEquals("AWS_PORT (expected: a number from 1 to 65535)", hosts.problem().orElseThrow());
    settings.environmentUser = Optional.empty();
    assertTrue(hosts.problem().orElseThrow().startsWith("AWS_USERNAME (expected:"));
    settings.environmentAddress = Optional.of("-oProxyCommand=x");
    assertTrue(hosts.problem().orElseThrow().startsWith("AWS_HOSTNAME (expected:"));
    assertEquals(List.of(), hosts.hosts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void aKeyThatOthersCanReadIsAProblem(String permissions) throws IOException {
    key(permissions);
    assertTrue(hosts.problem().orElseThrow().contains("chmod 600"));
    assertEquals(1, hosts.hosts().size());
  }

  @Test
  void aMissingKeyIsAProblemAndTheHostIsListed() {
    assertTrue(hosts.problem().orElseThrow().startsWith("The key file of ec2 cannot be read."));
    assertEquals(1, hosts.hosts().size());
  }

  private void key(String permissions) throws IOException {
    Path key = Files.createFile(directory.resolve("aws.pem"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(permissions));
  }
}
