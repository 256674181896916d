package fairlead.hosts.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.HostKeyPolicy;
import fairlead.yaml.DocumentedLimits;
import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2YamlTest {
  private static final String LEAST =
      """
      accounts:
        - name: main
          regions: [eu-central-1]
      users:
        - user: ec2-user
      """;

  @Test
  void theExampleOfTheDocumentIsUnderstood() throws Exception {
    String document = Files.readString(Path.of("docs/EC2.md"));
    int begin = document.indexOf("```yaml\n") + "```yaml\n".length();
    Ec2Configuration read = read(document.substring(begin, document.indexOf("```", begin)));
    assertEquals(
        new Account(
            "production",
            Optional.of("arn:aws:iam::111122223333:role/fairlead"),
            Optional.of("fairlead-4711"),
            List.of("eu-central-1", "us-east-1"),
            Map.of("Environment", List.of("production", "staging")),
            List.of("vpc-0123456789abcdef0"),
            List.of("running", "stopped")),
        read.accounts().get(0));
    assertEquals(3, read.places().size());
    assertEquals(List.of("Environment", "Team"), read.labels());
    assertEquals(4, read.users().size());
    assertEquals(ConnectPath.PRIVATE_ADDRESS, read.ways().get(0).way());
    assertEquals(Optional.of("eice-0123456789abcdef0"), read.ways().get(1).endpoint());
    assertEquals(HostKeyPolicy.ACCEPT_NEW, read.hostKeyPolicy());
    assertTrue(read.wantsImageNames());
    assertTrue(read.tags().containsAll(List.of("Name", "Team", "Tier", "fairlead-user")));
  }

  @Test
  void everyLimitOfTheFileIsInATable() throws Exception {
    String document = Files.readString(Path.of("docs/EC2.md"));
    assertEquals(
        List.of(),
        DocumentedLimits.missing(document, Ec2Yaml.class, AccountsYaml.class, RulesYaml.class));
    assertTrue(document.contains("at most " + YamlFile.BYTES + " bytes"));
  }

  @Test
  void whatIsLeftOutHasADefault() throws Exception {
    Ec2Configuration read = read(LEAST);
    assertEquals(Duration.ofMinutes(1), read.refresh());
    assertEquals(Duration.ofSeconds(30), read.callTimeout());
    assertEquals(10_000, read.limit());
    assertEquals(22, read.port());
    assertEquals(HostKeyPolicy.ASK, read.hostKeyPolicy());
    assertEquals(ServiceUrls.USUAL, read.urls());
    assertEquals(List.of("running"), read.accounts().get(0).states());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "refresh: PT1S | refresh (expected: a duration from PT10S to PT24H",
        "refresh: PT24H0.1S | refresh (expected: a duration from PT10S to PT24H",
        "refresh: PT9223372036854775807S | refresh (expected: a duration from PT10S to PT24H",
        "refresh: soon | refresh (expected: a duration",
        "call-timeout: PT0.5S | call-timeout (expected: a duration from PT1S to PT10M",
        "call-timeout: PT11M | call-timeout (expected: a duration from PT1S to PT10M",
        "limit: 1000000 | limit (expected: a number",
        "limit: 0 | limit (expected: a number",
        "port: 99999 | port (expected: a number from 1 to 65535",
        "endpoints: {ec2: 'vpce'} | ec2 (expected: a URL",
        "endpoints: {ec2: '//vpce/a'} | ec2 (expected: a URL",
        "endpoints: {ec2: 'https:a'} | ec2 (expected: a URL",
        "endpoints: {ec2: 'wss://a'} | ec2 (expected: a URL of http or https",
        "endpoints: {sts: 'https://a:99999'} | sts (expected: a URL",
        "endpoints: {sts: 'https://a:0'} | sts (expected: a URL",
        "endpoints: {instance-connect: 'https://u:p@a'} | instance-connect (expected: a URL",
        "endpoints: {ec2: 'https://a/b?c#d'} | ec2 (expected: a URL",
        "endpoints: {tunnel: 'https://a'} | tunnel (expected: a URL of ws or wss",
        "endpoints: {s3: 'https://a'} | endpoints: unknown field",
        "connect: [{by: magic}] | by (expected: public-address",
        "connect: [{when: {vpc: a}}] | connect (expected: by",
        "connect: [{by: private-address, endpoint: eice-012345678}] | endpoint (expected: by:"
            + " endpoint",
        "colour: red | unknown field",
      })
  void aMistakeIsNamedWithItsPlace(String line, String problem) {
    String message = assertThrows(YamlProblem.class, () -> read(LEAST + line + "\n")).getMessage();
    assertTrue(message.startsWith("ec2.yaml, line 6, ") && message.contains(problem), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "regions: [eu-central-1] | regions: [] | at least one",
        "regions: [eu-central-1] | regions: ['ec2.evil.example'] | a region such as",
        "regions: [eu-central-1] | regions: [eu-central-1], external-id: a1 | a role as well",
        "regions: [eu-central-1] | regions: [eu-central-1], role: admin | the ARN of a role",
        "regions: [eu-central-1] | regions: [eu-central-1], states: [terminated] | pending,"
            + " running",
        "user: ec2-user | user: '-oProxyCommand=a' | a user that EC2 Instance Connect knows",
        "user: ec2-user | tag: a, user: b | a tag, or a user",
      })
  void accountsAndUsersAreChecked(String right, String wrong, String problem) {
    String text =
        """
        accounts: [{name: main, regions: [eu-central-1]}]
        users: [{user: ec2-user}]
        """
            .replace(right, wrong);
    String message = assertThrows(YamlProblem.class, () -> read(text)).getMessage();
    assertTrue(message.contains(problem), message);
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    String text =
        """
        refresh: 1
        limit: 0
        accounts:
        - {name: '-', role: admin, vpcs: [a, b]}
        - {name: b, regions: [x], external-id: a1}
        connect: [{by: magic, endpoint: e}]
        endpoints: {ec2: a, sts: b}
        """;
    List<String> places =
        Stream.of(assertThrows(YamlProblem.class, () -> read(text)).getMessage().split("; "))
            .map(one -> one.replaceFirst("ec2.yaml, (.*) \\(expected.*", "$1"))
            .toList();
    assertEquals(
        List.of(
            "line 1, column 1: the file",
            "line 1, column 10: refresh",
            "line 2, column 8: limit",
            "line 4, column 3: an account without regions",
            "line 4, column 10: name",
            "line 4, column 21: role",
            "line 4, column 35: vpcs",
            "line 4, column 38: vpcs",
            "line 5, column 23: regions",
            "line 5, column 40: external-id",
            "line 6, column 16: by",
            "line 6, column 33: endpoint",
            "line 7, column 18: ec2",
            "line 7, column 26: sts"),
        places);
  }

  private static Ec2Configuration read(String text) throws YamlProblem {
    return new Ec2Yaml("ec2.yaml", HostKeyPolicy.ASK).configuration(text);
  }
}
