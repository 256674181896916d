package fairlead.hosts.ec2;

import fairlead.hosts.Fields;
import fairlead.ssh.HostKeyPolicy;
import fairlead.yaml.Attempt;
import fairlead.yaml.YamlProblem;
import fairlead.yaml.YamlReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The format of {@code ec2.yaml}. If there is a mistake anywhere, nothing of the file is used. */
final class Ec2Yaml {
  private static final List<String> FIELDS =
      List.of(
          "refresh",
          "call-timeout",
          "limit",
          "accounts",
          "labels",
          "users",
          "connect",
          "port",
          "host-key-policy",
          "endpoints");
  private static final Duration REFRESH = Duration.ofMinutes(1);
  private static final Duration LEAST_REFRESH = Duration.ofSeconds(10);
  private static final Duration MOST_REFRESH = Duration.ofHours(24);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LEAST_CALL_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MOST_CALL_TIMEOUT = Duration.ofMinutes(10);
  private static final int LIMIT = 10_000;
  private static final String COUNTS = "a number from 1 to 999999";
  private static final String URLS =
      "a URL of http or https with nothing but a host and a port, such as"
          + " https://vpce-1.example.com";
  private static final String TUNNEL_URLS =
      "a URL of ws or wss with nothing but a host and a port, such as wss://vpce-1.example.com";
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
  private static final Pattern HTTP = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?");
  private static final Pattern WEB_SOCKET =
      Pattern.compile("wss?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?");

  private final YamlReader yaml;
  private final HostKeyPolicy policy;

  /**
   * @param file its name in messages
   * @param policy the host key policy if the file sets none
   */
  Ec2Yaml(String file, HostKeyPolicy policy) {
    this.yaml = new YamlReader(file, "docs/EC2.md");
    this.policy = policy;
  }

  Ec2Configuration configuration(String text) throws YamlProblem {
    return yaml.read(text, this::configuration);
  }

  private Ec2Configuration configuration(Optional<Node> document) throws YamlProblem {
    if (document.isEmpty()) {
      throw new YamlProblem("ec2.yaml is empty (expected: see docs/EC2.md).");
    }
    Map<String, Node> fields = yaml.fields(document.get(), "the file", FIELDS);
    RulesYaml rules = new RulesYaml(yaml);
    Attempt<Duration> refresh = duration(fields, "refresh", REFRESH, LEAST_REFRESH, MOST_REFRESH);
    Attempt<Duration> callTimeout =
        duration(fields, "call-timeout", CALL_TIMEOUT, LEAST_CALL_TIMEOUT, MOST_CALL_TIMEOUT);
    Attempt<Integer> limit = value(fields, "limit", COUNTS, LIMIT, Ec2Yaml::count);
    Attempt<List<Account>> accounts =
        yaml.attempt(
            () -> new AccountsYaml(yaml).accounts(required(document.get(), fields, "accounts")));
    Attempt<List<String>> labels = yaml.attempt(() -> rules.texts(fields.get("labels"), "labels"));
    Attempt<List<UserRule>> users =
        yaml.attempt(() -> rules.users(required(document.get(), fields, "users")));
    Attempt<List<ConnectRule>> ways = yaml.attempt(() -> rules.ways(fields.get("connect")));
    Attempt<HostKeyPolicy> hostKeyPolicy =
        value(fields, "host-key-policy", Fields.HOST_KEY_POLICY, policy, Fields::hostKeyPolicy);
    Attempt<Integer> port = value(fields, "port", Fields.PORT, 22, Fields::port);
    Attempt<ServiceUrls> urls = yaml.attempt(() -> urls(fields.get("endpoints")));
    return new Ec2Configuration(
        refresh.get(),
        callTimeout.get(),
        limit.get(),
        accounts.get(),
        labels.get(),
        users.get(),
        ways.get(),
        hostKeyPolicy.get(),
        port.get(),
        urls.get());
  }

  private Node required(Node document, Map<String, Node> fields, String name) throws YamlProblem {
    Node node = fields.get(name);
    if (node == null) {
      throw yaml.wrong(document, "the file", name);
    }
    return node;
  }

  private ServiceUrls urls(Node node) throws YamlProblem {
    if (node == null) {
      return ServiceUrls.USUAL;
    }
    Map<String, Node> fields =
        yaml.fields(node, "endpoints", List.of("ec2", "sts", "instance-connect", "tunnel"));
    Attempt<Optional<URI>> ec2 = url(fields, "ec2");
    Attempt<Optional<URI>> sts = url(fields, "sts");
    Attempt<Optional<URI>> connect = url(fields, "instance-connect");
    Attempt<Optional<URI>> tunnel =
        value(fields, "tunnel", TUNNEL_URLS, Optional.empty(), text -> url(text, WEB_SOCKET));
    return new ServiceUrls(ec2.get(), sts.get(), connect.get(), tunnel.get());
  }

  private Attempt<Optional<URI>> url(Map<String, Node> fields, String name) {
    return value(fields, name, URLS, Optional.empty(), text -> url(text, HTTP));
  }

  private Attempt<Duration> duration(
      Map<String, Node> fields, String name, Duration absent, Duration least, Duration most) {
    return value(
        fields,
        name,
        "a duration from " + least + " to " + most + ", such as " + absent,
        absent,
        text ->
            duration(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
  }

  private <T> Attempt<T> value(
      Map<String, Node> fields,
      String name,
      String expected,
      T absent,
      Function<String, Optional<T>> parse) {
    return yaml.attempt(() -> yaml.value(fields, name, expected, absent, parse));
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> count(String text) {
    return Optional.of(text).filter(COUNT.asMatchPredicate()).map(Integer::valueOf);
  }

  private static Optional<Optional<URI>> url(String text, Pattern form) {
    if (!form.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text);
      boolean port = url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= 65_535);
      return port && url.getHost() != null ? Optional.of(Optional.of(url)) : Optional.empty();
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }
}
