package fairlead.hosts.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.SshException;
import fairlead.testing.aws.Fault;
import fairlead.testing.aws.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySenderTest {
  private static final String SEND = "AWSEC2InstanceConnectService.SendSSHPublicKey";
  private static final Machine WEB = new Machine("i-00000001", null, "10.0.0.1", Map.of());

  @TempDir Path directory;
  private AwsSite site;
  private Aws aws;

  @BeforeEach
  void start() throws Exception {
    site = new AwsSite(directory);
    site.aws.machines().add(WEB);
    aws =
        new Aws(
            Duration.ofSeconds(10),
            site.configuration("accounts: [{name: a, regions: [eu-west-1]}]\nusers: [{user: a}]\n")
                .urls());
  }

  @AfterEach
  void stop() throws Exception {
    aws.close();
    site.close();
  }

  @Test
  void aKeyIsPushedWithASignatureThatHolds() throws Exception {
    send();
    assertEquals(1, site.keys.pushes());
    assertEquals(
        "{\"InstanceId\":\"i-00000001\",\"InstanceOSUser\":\"ubuntu\","
            + "\"SSHPublicKey\":\"ssh-ed25519 AAAA\",\"AvailabilityZone\":\"eu-central-1a\"}",
        site.aws.calls().get(0).form().get("body"));
  }

  @Test
  void throttlingIsWaitedFor() throws Exception {
    site.aws.fail(
        call ->
            site.aws.calls(SEND) < 3
                ? Optional.of(new Fault(400, "ThrottlingException"))
                : Optional.empty());
    send();
    assertEquals(1, site.keys.pushes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | ThrottlingException | KEY_FILE | AWS limits how often ec2-instance-connect:SendSSH |"
            + " 3",
        "403 | AccessDeniedException | KEY_FILE | AWS does not allow ec2-instance-connect:SendSSH |"
            + " 1",
        "400 | ExpiredTokenException | KEY_FILE | The AWS credentials have expired | 1",
        "400 | EC2InstanceNotFoundException | UNREACHABLE | the instance no longer exists | 1",
        "400 | EC2InstanceUnavailableException | UNREACHABLE | not reachable for EC2 Instance | 1",
        "500 | ServiceException | KEY_FILE | AWS answered ServiceException | 3",
      })
  void whatAwsRefusesIsSaidInASentence(
      int status, String code, SshException.Reason reason, String sentence, int calls) {
    site.aws.fail(SEND, status, code);
    SshException refused = assertThrows(SshException.class, this::send);
    assertEquals(reason, refused.reason());
    assertTrue(refused.getMessage().startsWith("web-1"), refused.getMessage());
    assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    assertEquals(calls, site.aws.calls(SEND));
  }

  @Test
  void aStoppedInstanceIsCalledStopped() {
    site.aws.machines().set(0, WEB.inState("stopped"));
    SshException refused = assertThrows(SshException.class, this::send);
    assertEquals("web-1 (i-00000001): the instance is not running.", refused.getMessage());
  }

  @Test
  void withoutAnAnswerNobodyWaitsForEver() {
    site.aws.close();
    SshException refused = assertThrows(SshException.class, this::send);
    assertTrue(refused.getMessage().contains("AWS cannot be reached"), refused.getMessage());
  }

  private void send() throws SshException {
    AccountRegion place =
        new AccountRegion(
            new Account(
                "main",
                Optional.empty(),
                Optional.empty(),
                List.of("eu-central-1"),
                Map.of(),
                List.of(),
                List.of()),
            "eu-central-1");
    new KeySender(aws)
        .send(place, "i-00000001", Machine.ZONE, "web-1", "ubuntu", "ssh-ed25519 AAAA");
  }
}
