package fairlead.hosts.ec2;

import fairlead.hosts.Fields;
import fairlead.ssh.HostKeyPolicy;
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
    Optional<Node> document = yaml.document(text);
    if (document.isEmpty()) {
      throw new YamlProblem("ec2.yaml is empty (expected: see docs/EC2.md).");
    }
    Map<String, Node> fields = yaml.fields(document.get(), "the file", FIELDS);
    for (String required : List.of("accounts", "users")) {
      if (!fields.containsKey(required)) {
        throw yaml.wrong(document.get(), "the file", required);
      }
    }
    RulesYaml rules = new RulesYaml(yaml);
    return new Ec2Configuration(
        duration(fields, "refresh", REFRESH, LEAST_REFRESH, MOST_REFRESH),
        duration(fields, "call-timeout", CALL_TIMEOUT, LEAST_CALL_TIMEOUT, MOST_CALL_TIMEOUT),
        value(fields, "limit", COUNTS, LIMIT, Ec2Yaml::count),
        new AccountsYaml(yaml).accounts(fields.get("accounts")),
        rules.texts(fields.get("labels"), "labels"),
        rules.users(fields.get("users")),
        rules.ways(fields.get("connect")),
        value(fields, "host-key-policy", Fields.HOST_KEY_POLICY, policy, Fields::hostKeyPolicy),
        value(fields, "port", Fields.PORT, 22, Fields::port),
        urls(fields.get("endpoints")));
  }

  private ServiceUrls urls(Node node) throws YamlProblem {
    if (node == null) {
      return ServiceUrls.USUAL;
    }
    Map<String, Node> fields =
        yaml.fields(node, "endpoints", List.of("ec2", "sts", "instance-connect", "tunnel"));
    return new ServiceUrls(
        url(fields, "ec2"),
        url(fields, "sts"),
        url(fields, "instance-connect"),
        value(fields, "tunnel", TUNNEL_URLS, Optional.empty(), text -> url(text, WEB_SOCKET)));
  }

  private Optional<URI> url(Map<String, Node> fields, String name) throws YamlProblem {
    return value(fields, name, URLS, Optional.empty(), text -> url(text, HTTP));
  }

  private Duration duration(
      Map<String, Node> fields, String name, Duration absent, Duration least, Duration most)
      throws YamlProblem {
    return value(
        fields,
        name,
        "a duration from " + least + " to " + most + ", such as " + absent,
        absent,
        text ->
            duration(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
  }

  private <T> T value(
      Map<String, Node> fields,
      String name,
      String expected,
      T absent,
      Function<String, Optional<T>> parse)
      throws YamlProblem {
    Node node = fields.get(name);
    return node == null ? absent : yaml.value(node, name, expected, parse);
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
