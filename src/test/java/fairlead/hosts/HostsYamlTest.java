package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.login.Agent;
import fairlead.ssh.login.CertificateFile;
import fairlead.ssh.login.IssuedCertificate;
import fairlead.ssh.login.KeyFile;
import fairlead.ssh.login.KeyboardInteractive;
import fairlead.ssh.login.Password;
import fairlead.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsYamlTest {
  private final HostsYaml yaml =
      new HostsYaml("hosts.yaml", Path.of("/etc/fairlead"), HostKeyPolicy.ASK);

  @Test
  void everyFieldIsTaken() throws Exception {
    List<Host> hosts =
        yaml.hosts(
            """
            hosts:
              - name: web-1
                address: 10.0.0.5
                port: 2222
                user: ubuntu
                authentication:
                  - key: web.pem
                  - password
                  - keyboard-interactive
                host-key-policy: accept-new
                strict-kex: false
                labels: {team: web, stage: live}
            """);
    assertEquals(
        List.of(
            new Host(
                new Destination(
                    "web-1",
                    "10.0.0.5",
                    2222,
                    "ubuntu",
                    List.of(
                        new KeyFile(Path.of("/etc/fairlead/web.pem")),
                        new Password(),
                        new KeyboardInteractive()),
                    HostKeyPolicy.ACCEPT_NEW,
                    false),
                Map.of("team", "web", "stage", "live"),
                "hosts.yaml")),
        hosts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-1:22",
        "web-1.example.com:2222",
        "10.0.0.5:22",
        "'[2001:db8::1]:22'",
        "':22'",
        "'::g'"
      })
  void aPortIsAFieldOfItsOwnAndNoPartOfTheAddress(String address) {
    assertEquals(
        "hosts.yaml, line 1, column 28: address (expected: a host name or an IP address, without"
            + " a port)",
        message("hosts: [{name: a, address: " + address + ", user: u}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2001:db8::1", "::1", "fe80::1%eth0", "::ffff:192.0.2.1", "web_1", "10.0.0.5"})
  void namesAndAddressesOfBothKindsAreRead(String address) throws Exception {
    assertEquals(
        address,
        yaml.hosts("hosts: [{name: a, address: '" + address + "', user: u}]")
            .get(0)
            .destination()
            .address());
  }

  @Test
  void threeFieldsAreEnough() throws Exception {
    Destination only =
        yaml.hosts("hosts: [{name: a, address: '2001:db8::1', user: u}]").get(0).destination();
    assertEquals(22, only.port());
    assertEquals(HostKeyPolicy.ASK, only.hostKeyPolicy());
    assertTrue(only.strictKex());
    assertEquals(List.of(new KeyboardInteractive(), new Password()), only.logins());
  }

  @Test
  void aWayMayLeadOverHostsOfTheFileAndOverHopsThatAreOnlyThere() throws Exception {
    List<Host> hosts =
        yaml.hosts(
            """
            hosts:
              - name: db
                address: db.internal
                user: ada
                via: [gate, {name: inner, address: 10.0.0.2, user: hop, authentication: [agent]}]
                resolve: hop
                agent-forwarding: true
                authentication:
                  - certificate: {key: id, certificate: id-cert.pub}
                  - issued-certificate
              - name: gate
                address: gate.example.com
                user: hop
                via: [{name: outer, address: 192.0.2.1, user: hop}]
            """);
    Destination db = hosts.get(0).destination();
    assertEquals(List.of("outer", "gate", "inner"), db.route().steps());
    Route.Through last = (Route.Through) db.route();
    assertTrue(last.hopResolves());
    assertTrue(db.agentForwarding());
    assertEquals(
        List.of(
            new CertificateFile(Path.of("/etc/fairlead/id"), Path.of("/etc/fairlead/id-cert.pub")),
            new IssuedCertificate()),
        db.logins());
    assertEquals(List.of(new Agent()), last.hop().logins());
    assertFalse(last.hop().agentForwarding());
    Route.Through before = (Route.Through) last.hop().route();
    assertFalse(before.hopResolves());
    assertEquals(hosts.get(1).destination(), before.hop());
  }

  @Test
  void aWayThatLeadsInARingIsRefusedWhereItCloses() {
    assertEquals(
        "hosts.yaml, line 4, column 40: via (expected: a route that does not return to a"
            + " host that is already on it)",
        message(
            """
            hosts:
            - {name: a, address: x, user: u, via: [b]}
            - {name: b, address: x, user: u, via: [c]}
            - {name: c, address: x, user: u, via: [a]}
            """));
  }

  @Test
  void aHopWithHopsOfItsOwnComesFirst() {
    String hosts =
        """
        hosts:
        - {name: a, address: x, user: u, via: [b, c]}
        - {name: b, address: x, user: u}
        - {name: c, address: x, user: u, via: [b]}
        """;
    assertEquals(
        "hosts.yaml, line 2, column 43: via (expected: only the first hop may have hops"
            + " of its own)",
        message(hosts));
  }

  @Test
  void aWayHasItsLength() throws Exception {
    StringBuilder hosts = new StringBuilder("hosts:\n- {name: h0, address: x, user: u}\n");
    for (int i = 1; i <= 8; i++) {
      hosts.append("- {name: h%d, address: x, user: u, via: [h%d]}%n".formatted(i, i - 1));
    }
    assertEquals(8, yaml.hosts(hosts.toString()).get(8).destination().route().steps().size());
    hosts.append("- {name: h9, address: x, user: u, via: [h8]}\n");
    assertTrue(message(hosts.toString()).endsWith("via (expected: at most 8 hops in a row)"));
    StringBuilder backwards = new StringBuilder("hosts:\n");
    for (int i = 20_000; i > 0; i--) {
      backwards.append("- {name: h%d, address: x, user: u, via: [h%d]}%n".formatted(i, i - 1));
    }
    assertTrue(message(backwards + "- {name: h0, address: x, user: u}\n").contains("at most 8"));
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    assertEquals(
        List.of(
            "hosts.yaml, line 2, column 9: name (expected: " + Fields.NAME + ")",
            "hosts.yaml, line 4, column 9: port (expected: a number from 1 to 65535)",
            "hosts.yaml, line 6, column 3: a host: unknown field colour (expected: one of "
                + String.join(", ", HostsYaml.FIELDS)
                + ")",
            "hosts.yaml, line 7, column 3: a host without address (expected: name, address and"
                + " user)",
            "hosts.yaml, line 9, column 15: strict-kex (expected: true or false)",
            "hosts.yaml, line 10, column 26: key (expected: the path of a file)",
            "hosts.yaml, line 11, column 15: labels (expected: a text)",
            "hosts.yaml, line 11, column 22: labels (expected: a text)",
            "hosts.yaml, line 15, column 9: via (expected: the name of another host of this file,"
                + " or a hop's fields)"),
        List.of(
            message(
                    """
                    hosts:
                    - name: 'a b'
                      address: x
                      port: 0
                      user: u
                      colour: red
                    - name: b
                      user: u
                      strict-kex: maybe
                      authentication: [{key: ''}]
                      labels: {a: [], b: {}}
                    - name: c
                      address: x
                      user: u
                      via: [nowhere]
                    - {name: d, address: x, user: u, via: [b]}
                    """)
                .split("; ")));
  }

  @Test
  void whatFollowsFiftyMistakesIsNotRead() {
    String message = message("hosts:\n" + "- {name: '-', address: x, user: u}\n".repeat(1_000));
    assertTrue(message.endsWith("; The rest of hosts.yaml was not read."), message);
    assertEquals(51, message.split("; ").length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "hosts: []"})
  void anEmptyFileHasNoHosts(String text) throws Exception {
    assertEquals(List.of(), yaml.hosts(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 70000 | line 5, column 11: port (expected: a number from 1 to 65535)",
        "port: 0x16 | line 5, column 11: port (expected: a number from 1 to 65535)",
        "port: [22] | line 5, column 11: port (expected: a text)",
        "prot: 22 | line 5, column 5: a host: unknown field prot (expected: one of name, address, port,",
        "user: other | line 5, column 5: a host: field user (expected: each field once)",
        "authentication: [] | line 5, column 21: authentication (expected: at least one of key:",
        "authentication: [kerberos] | line 5, column 22: authentication (expected: key: a file,",
        "authentication: [{kei: x}] | line 5, column 23: authentication: unknown field kei (expected:",
        "authentication: [{}] | line 5, column 22: authentication (expected: key: a file,",
        "authentication: [{key: ''}] | line 5, column 28: key (expected: the path of a file)",
        "authentication: [{key: \"a\\0b\"}] | line 5, column 28: key (expected: the path of a file)",
        "authentication: password | line 5, column 21: authentication (expected: a list)",
        "authentication: [{key: a, certificate: b}] | line 5, column 22: authentication (expected:",
        "authentication: [{certificate: a}] | line 5, column 36: certificate (expected: fields",
        "authentication: [{certificate: {key: a}}] | line 5, column 36: certificate (expected: key",
        "via: bastion | line 5, column 10: via (expected: a list)",
        "via: [] | line 5, column 10: via (expected: at least one hop)",
        "via: [bastion] | line 5, column 11: via (expected: the name of another host of this",
        "via: [a] | line 5, column 11: via (expected: a route that does not return to a"
            + " host that is already on it)",
        "via: [{name: h, user: u}] | line 5, column 11: a host without address (expected: name,",
        "via: [{name: n, address: a, user: u, labels: {}}] | line 5, column 42: a hop: unknown field labels (expected: one of name,",
        "resolve: hop | line 5, column 14: resolve (expected: via as well: only a jump"
            + " host can resolve it)",
        "agent-forwarding: yes | line 5, column 23: agent-forwarding (expected: true or false)",
        "host-key-policy: no | line 5, column 22: host-key-policy (expected: strict, ask or",
        "strict-kex: maybe | line 5, column 17: strict-kex (expected: true or false)",
        "labels: [web] | line 5, column 13: labels (expected: fields with a colon and a value)",
        "labels: {a: [b]} | line 5, column 17: labels (expected: a text)",
        "<<: {port: 22} | line 5, column 5: a host: the merge key << (expected: every field written",
        "[a]: b | line 5, column 5: a host (expected: a text)",
        "port: {22 | line 6, column 1: this is not YAML",
      })
  void aMistakeIsNamedWithItsPlace(String line, String problem) {
    String text = "hosts:\n  - name: a\n    address: b\n    user: u\n    " + line + "\n";
    assertEquals(
        "hosts.yaml, " + problem, message(text).substring(0, problem.length() + 12), message(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oProxyCommand=touch",
        "'a b'",
        "''",
        "'a;b'",
        "\"a\\nb\"",
        "$(id)",
        "a/b",
        "user@host"
      })
  void whatIsNoAddressIsRefused(String address) {
    assertTrue(
        message("hosts: [{name: a, user: u, address: " + address + "}]")
            .endsWith("address (expected: a host name or an IP address, without a port)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-l", "'a b'", "''", "\"a\\nb\"", "\"a\\u2028b\""})
  void whatIsNoUserIsRefused(String user) {
    assertTrue(message("hosts: [{name: a, address: b, user: " + user + "}]").contains(": user ("));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", ".a", "'a b'", "''", "../a", "<img>", "ä"})
  void whatIsNoNameIsRefused(String name) {
    assertTrue(message("hosts: [{address: b, user: u, name: " + name + "}]").contains(": name ("));
  }

  @Test
  void aNameIsThereOnce() {
    assertEquals(
        "hosts.yaml, line 3, column 11: name (expected: one that no other host has)",
        message("hosts:\n- {name: a, address: b, user: u}\n- { name: a, address: c, user: u}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hosts: [{name: a, user: u}]",
        "hosts: {}",
        "- name: a",
        "machines: []",
        "hosts: !!javax.script.ScriptEngineManager [x]\n\tbad",
        "--- a\n--- b",
        "&a [*a]",
        "hosts: &a [*a]",
        "hosts: *unknown"
      })
  void everythingElseIsRefusedWithAPlace(String text) {
    assertTrue(message(text).matches("(?s)hosts.yaml, line \\d+, column \\d+: .*"), message(text));
  }

  @Test
  void deepNestingIsRefused() {
    assertTrue(message("[".repeat(500_000)).startsWith("hosts.yaml"));
  }

  @Test
  void theMessageNeverRepeatsWhatWasWritten() {
    assertTrue(
        !message("hosts: [{name: a, address: b, user: u, password: hunter2}]").contains("hunter2"));
    assertTrue(!message("hosts: [{name: a, hunter2: b}]").contains("hunter2"));
    assertTrue(!message("hosts: [{name: \"hunter2").contains("hunter2"));
  }

  private String message(String text) {
    return assertThrows(YamlProblem.class, () -> yaml.hosts(text)).getMessage();
  }
}
