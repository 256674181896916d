package fairlead.hosts.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.hosts.Host;
import fairlead.ssh.Route;
import fairlead.testing.aws.AwsServer;
import fairlead.testing.aws.Fault;
import fairlead.testing.aws.Machine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
  private static final String MAIN =
      """
      call-timeout: PT10S
      accounts: [{name: main, regions: [eu-central-1]}]
      users: [{tag: fairlead-user}, {when: {ami-name: 'ubuntu*'}, user: ubuntu}]
      labels: [Team]
      """;

  @TempDir Path directory;
  private AwsSite site;
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private Inventory inventory;

  @BeforeEach
  void start() throws Exception {
    site = new AwsSite(directory);
    site.aws.images().put("ami-0ubuntu", "ubuntu/images/noble");
  }

  @AfterEach
  void stop() throws Exception {
    if (inventory != null) {
      inventory.close();
    }
    site.close();
  }

  @Test
  void everyPageIsRead() throws Exception {
    for (int i = 0; i < 7; i++) {
      site.aws.machines().add(machine(i, Map.of("Name", "web-" + i)));
    }
    site.aws.pageSize(3);
    assertTrue(reading(MAIN).refresh());
    assertEquals(List.of("web-0", "web-1", "web-2", "web-3", "web-4", "web-5", "web-6"), names());
    assertEquals(3, site.aws.calls("DescribeInstances"));
  }

  @Test
  void aHostIsItsInstance() throws Exception {
    site.aws
        .machines()
        .add(machine(1, Map.of("Name", "web 1", "Team", "blue", "Secret", "unlisted")));
    reading(MAIN).refresh();
    Host host = hosts().get(0);
    assertEquals("web-1", host.name());
    assertEquals("i-00000001", host.destination().identity());
    assertEquals("203.0.113.1", host.destination().address());
    assertEquals("ubuntu", host.destination().user());
    assertEquals("instance-connect", host.destination().logins().get(0).name());
    assertEquals(
        Map.of(
            "account", "main",
            "region", "eu-central-1",
            "instance", "i-00000001",
            "state", "running",
            "Team", "blue"),
        host.labels());
  }

  @Test
  void namesThatSeveralHaveGetTheirIds() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "web")));
    site.aws.machines().add(machine(2, Map.of("Name", "web")));
    site.aws.machines().add(machine(3, Map.of("Name", "x".repeat(100))));
    site.aws.machines().add(machine(4, Map.of("Name", "&lt;img src=x&gt; ")));
    site.aws.machines().add(machine(5, Map.of()));
    reading(MAIN).refresh();
    assertEquals(
        List.of("i-00000005", "img-src-x", "web-i-00000001", "web-i-00000002", "x".repeat(64)),
        names());
  }

  @Test
  void theUserComesFromTheTagThenFromTheImage() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "a", "fairlead-user", "deploy")));
    site.aws.machines().add(machine(2, Map.of("Name", "b", "fairlead-user", "-oProxyCommand=x")));
    site.aws.machines().add(ofImage(3, "ami-0gone", "c"));
    reading(MAIN).refresh();
    assertEquals(
        List.of("deploy", "ubuntu"),
        hosts().stream().map(host -> host.destination().user()).toList());
    assertEquals(
        List.of(
            "ec2.yaml: 1 instance is not listed, because no rule under users gives them an"
                + " account: i-00000003."),
        inventory.problems());
    inventory.refresh();
    assertEquals(1, site.aws.calls("DescribeImages"), "names of AMIs do not change");
  }

  @Test
  void tagsVpcsAndStatesFilter() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Env", "test")));
    site.aws.machines().add(machine(2, Map.of("Env", "production")));
    site.aws.machines().add(machine(3, Map.of("Env", "test")).inState("stopped"));
    String some =
        """
        accounts:
          - name: main
            regions: [eu-central-1]
            tags: {Env: test}
            vpcs: [vpc-0123456a]
            states: [running]
        users: [{user: ec2-user}]
        """;
    reading(some).refresh();
    assertEquals(List.of(), names(), "another VPC");
    inventory.close();
    reading(some.replace("    vpcs: [vpc-0123456a]\n", "")).refresh();
    assertEquals(List.of("i-00000001"), names());
  }

  @Test
  void anInstanceWithoutAPublicAddressIsReachedThroughItsVpcsEndpoint() throws Exception {
    site.aws.machines().add(new Machine("i-00000001", null, "10.0.0.1", Map.of()));
    reading(MAIN).refresh();
    assertEquals(new Route.Direct(), hosts().get(0).destination().route());
    site.aws.endpoints().put("eice-0123456789", "vpc-0a");
    inventory.refresh();
    assertEquals(
        List.of("EC2 Instance Connect Endpoint eice-0123456789"),
        hosts().get(0).destination().route().steps());
    inventory.close();
    reading(MAIN + "connect: [{when: {vpc: vpc-0a}, by: private-address}]\n").refresh();
    assertEquals(new Route.Direct(), hosts().get(0).destination().route());
    inventory.close();
    reading(MAIN + "connect: [{by: endpoint, endpoint: eice-999999999}]\n").refresh();
    assertEquals(List.of(), names());
    assertTrue(
        inventory.problems().get(0).contains("no endpoint, by which to connect: i-00000001"));
  }

  @Test
  void aRoleInAnotherAccountIsTakenOnWithItsExternalId() throws Exception {
    site.aws.machines().add(machine(1, Map.of()));
    String role =
        """
        accounts:
          - name: other
            role: arn:aws:iam::111122223333:role/fairlead
            external-id: %s
            regions: [eu-central-1, us-east-1]
        users: [{user: ec2-user}]
        """
            .formatted(AwsServer.EXTERNAL_ID);
    assertTrue(reading(role).refresh());
    assertEquals(1, site.aws.calls("AssumeRole"), "once for both regions");
    assertEquals(2, inventory.listings().size());
    assertEquals(1, names().size(), "an instance is one host");
    inventory.close();
    site.aws.fail("AssumeRole", 403, "AccessDenied");
    assertFalse(reading(role).refresh());
    assertTrue(
        inventory.problems().get(0).contains("AWS does not allow sts:AssumeRole (AccessDenied)"),
        inventory.problems().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | RequestLimitExceeded | AWS limits how often ec2:DescribeInstances may be asked",
        "400 | RequestExpired | The AWS credentials have expired",
        "403 | UnauthorizedOperation | AWS does not allow ec2:DescribeInstances",
        "401 | AuthFailure | AWS does not accept the credentials",
        "400 | InvalidFilter | AWS answered InvalidFilter to ec2:DescribeInstances",
      })
  void whatWasReadStaysInUse(int status, String code, String sentence) throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "web")));
    reading(MAIN).refresh();
    site.aws.fail("DescribeInstances", status, code);
    now = now.plusSeconds(600);
    assertFalse(inventory.refresh());
    assertEquals(List.of("web"), names());
    String problem = inventory.problems().get(0);
    assertTrue(problem.startsWith("EC2 (main eu-central-1): " + sentence), problem);
    assertTrue(problem.endsWith("The list of 10 min ago stays in use."), problem);
    site.aws.heal();
    assertTrue(inventory.refresh());
    assertEquals(List.of(), inventory.problems());
  }

  @Test
  void aSecondPageThatFailsLosesNothing() throws Exception {
    for (int i = 0; i < 4; i++) {
      site.aws.machines().add(machine(i, Map.of("Name", "web-" + i)));
    }
    site.aws.pageSize(2);
    reading(MAIN).refresh();
    site.aws.fail(
        call ->
            call.form().containsKey("NextToken")
                ? Optional.of(new Fault(400, "InvalidNextToken"))
                : Optional.empty());
    site.aws.machines().clear();
    for (int i = 4; i < 8; i++) {
      site.aws.machines().add(machine(i, Map.of("Name", "web-" + i)));
    }
    assertFalse(inventory.refresh());
    assertEquals(List.of("web-0", "web-1", "web-2", "web-3"), names());
  }

  @Test
  void oneRegionThatFailsLeavesTheOthersAlone() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "web")));
    String two = MAIN.replace("[eu-central-1]", "[eu-central-1, us-east-1]");
    site.aws.fail(
        call ->
            site.aws.calls("DescribeInstances") == 1
                ? Optional.of(new Fault(403, "UnauthorizedOperation"))
                : Optional.empty());
    assertFalse(reading(two).refresh());
    assertEquals("us-east-1", hosts().get(0).labels().get("region"));
    assertTrue(inventory.problems().get(0).endsWith("Its instances have not been read yet."));
  }

  @Test
  void throttledRequestsAreTriedAgain() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "web")));
    site.aws.fail(
        call ->
            site.aws.calls("DescribeInstances") == 1
                ? Optional.of(new Fault(503, "RequestLimitExceeded"))
                : Optional.empty());
    assertTrue(reading(MAIN).refresh());
    assertEquals(2, site.aws.calls("DescribeInstances"));
  }

  @Test
  void noMoreThanTheLimitAreListed() throws Exception {
    for (int i = 0; i < 5; i++) {
      site.aws.machines().add(machine(i, Map.of()));
    }
    reading(MAIN + "limit: 3\n").refresh();
    assertEquals(3, names().size());
    assertEquals(
        List.of("ec2.yaml: only 3 instances are listed, because of limit."), inventory.problems());
  }

  @Test
  void anotherConfigurationKeepsWhatItStillLists() throws Exception {
    site.aws.machines().add(machine(1, Map.of("Name", "web")));
    Inventory before = reading(MAIN);
    before.refresh();
    inventory =
        new Inventory(
            site.configuration(MAIN + "port: 2222\n"), InstantSource.system(), Optional.of(before));
    before.close();
    assertEquals(2222, hosts().get(0).destination().port());
    Inventory other =
        new Inventory(
            site.configuration(MAIN.replace("name: main", "name: other")),
            InstantSource.system(),
            Optional.of(inventory));
    assertEquals(List.of(), other.now().hosts());
    other.close();
  }

  private Inventory reading(String yaml) throws Exception {
    inventory = new Inventory(site.configuration(yaml), () -> now, Optional.empty());
    return inventory;
  }

  private List<Host> hosts() {
    return inventory.now().hosts();
  }

  private List<String> names() {
    return hosts().stream().map(Host::name).toList();
  }

  private static Machine machine(int number, Map<String, String> tags) {
    return new Machine("i-%08d".formatted(number), "203.0.113." + number, "10.0.0." + number, tags);
  }

  private static Machine ofImage(int number, String image, String name) {
    return new Machine(
        "i-%08d".formatted(number),
        image,
        "running",
        "vpc-0a",
        "subnet-0a",
        "203.0.113." + number,
        "10.0.0." + number,
        Map.of("Name", name));
  }
}
