package fairlead.it;

import fairlead.testing.AskingHost;
import fairlead.testing.CopiedServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server of its own with a policy that a test may change, and a host that asks for a password.
 */
final class PolicyPlace implements AutoCloseable {
  final CopiedServer server;
  final AskingHost host;
  private final Path directory;
  private final String standing;
  private int version;

  PolicyPlace(String name, Map<String, String> settings) throws IOException, InterruptedException {
    this(name, settings, "");
  }

  /**
   * @param more hosts, as hosts.yaml has them
   */
  PolicyPlace(String name, Map<String, String> settings, String more)
      throws IOException, InterruptedException {
    directory = Site.directory("policy");
    host = AskingHost.echoing(directory);
    StringBuilder hosts = new StringBuilder("hosts:\n");
    for (String one : new String[] {"web-1", "web-2", "db-1", "vault-1"}) {
      hosts.append(
          """
            - name: %s
              address: 127.0.0.1
              port: %d
              user: someone
              host-key-policy: accept-new
              authentication: [password]
          """
              .formatted(one, host.port()));
    }
    hosts.append(
        """
          - name: inner-1
            address: 127.0.0.1
            user: someone
            via: [web-1]
            authentication: [issued-certificate, password]
        """);
    standing = hosts.toString();
    hosts(more);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("FAIRLEAD_ADDRESSES_ALLOWED", "");
    environment.put("FAIRLEAD_POLICY_CHECK_INTERVAL", "PT1S");
    server = Site.copy(name, directory, environment);
  }

  Browserless signedIn(String name) throws IOException, InterruptedException {
    return Browserless.signedIn(server.base(), name);
  }

  /**
   * Replaces the hosts that were given besides its own, in one step.
   *
   * @param more as hosts.yaml has them
   */
  void hosts(String more) throws IOException {
    Path written = Files.writeString(directory.resolve("hosts.new"), standing + more);
    Files.move(written, directory.resolve("hosts.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Writes the rules and waits until they are in force. */
  void rules(String rules) throws IOException, InterruptedException {
    String mark = "version-" + ++version;
    Files.writeString(
        directory.resolve("policy.yaml"),
        "rules:\n  - { name: %s, groups: [%s], hosts: ['*'] }\n".formatted(mark, mark) + rules);
    Browserless admin = signedIn("admin");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!mark.equals(
        decision(admin, "nobody", "operator," + mark, "db-1").getString("rule", ""))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for the rules " + mark);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Writes a file with a mistake. */
  void breakRules() throws IOException {
    Files.writeString(directory.resolve("policy.yaml"), "rules: [{ name: secret-rule, oops: 1 }]");
  }

  static JsonObject decision(Browserless admin, String person, String groups, String host)
      throws IOException, InterruptedException {
    String query =
        "person=" + encoded(person) + "&groups=" + encoded(groups) + "&host=" + encoded(host);
    return json(admin.get("/api/policy/decision?" + query).body());
  }

  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Opens a terminal on a host that asks for its password. */
  static JsonObject opened(Browserless.Socket socket) throws InterruptedException {
    while (true) {
      JsonObject next =
          socket.await(
              one -> List.of("prompt", "opened").contains(one.getString("type")), "its opening");
      if (next.getString("type").equals("opened")) {
        return next;
      }
      String values =
          switch (next.getString("kind")) {
            case "host-key" -> "'yes'";
            case "keyboard-interactive" -> "'314159','2718'";
            default -> "'" + AskingHost.PASSWORD + "'";
          };
      socket.say("{'type':'answer','id':%d,'values':[%s]}".formatted(next.getInt("id"), values));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    host.close();
  }
}
