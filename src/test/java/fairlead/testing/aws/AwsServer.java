package fairlead.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * EC2, STS and EC2 Instance Connect on loopback, in the formats of AWS: forms in and XML out, JSON
 * 1.1 for Instance Connect; every signature is computed again. No pretence beyond what is asked.
 */
public final class AwsServer implements AutoCloseable {
  public static final String ACCESS_KEY = "AKIDEXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  public static final String EXTERNAL_ID = "fairlead-4711";

  /**
   * A request that was understood.
   *
   * @param form of EC2 and STS; of Instance Connect, its JSON is under {@code body}
   */
  public record Call(String action, Map<String, String> form) {}

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Machine> machines = new CopyOnWriteArrayList<>();
  private final Map<String, String> images = new ConcurrentHashMap<>();
  private final Map<String, String> endpoints = new ConcurrentHashMap<>();
  private final KeyBoard keys;
  private volatile Function<Call, Optional<Fault>> faults = call -> Optional.empty();
  private volatile int pageSize = 1000;

  /**
   * @param keys where pushed keys go
   */
  public AwsServer(KeyBoard keys) throws IOException {
    this.keys = keys;
    secrets.put(ACCESS_KEY, SECRET);
    secrets.put(Answers.ROLE_KEY, Answers.ROLE_SECRET);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  public List<Machine> machines() {
    return machines;
  }

  /** The names of AMIs by their ids. */
  public Map<String, String> images() {
    return images;
  }

  /** The VPCs of Instance Connect Endpoints by their ids. */
  public Map<String, String> endpoints() {
    return endpoints;
  }

  public List<Call> calls() {
    return calls;
  }

  public long calls(String action) {
    return calls.stream().filter(call -> call.action().equals(action)).count();
  }

  /** Answers what {@code faults} says, where it says something. */
  public void fail(Function<Call, Optional<Fault>> other) {
    faults = other;
  }

  /** Answers every call of this action with an error. */
  public void fail(String action, int status, String code) {
    fail(
        call ->
            call.action().equals(action) ? Optional.of(new Fault(status, code)) : Optional.empty());
  }

  public void heal() {
    fail(call -> Optional.empty());
  }

  public void pageSize(int instances) {
    pageSize = instances;
  }

  /** The secret of an access key, or null. */
  public String secret(String accessKey) {
    return secrets.get(accessKey);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), all.get(0)));
      Signature.Received received =
          new Signature.Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              "",
              headers,
              text);
      boolean json = headers.containsKey("x-amz-target");
      Call call =
          json
              ? new Call(headers.get("x-amz-target"), Map.of("body", text))
              : new Call(Signature.query(text).get("Action"), Signature.query(text));
      calls.add(call);
      Optional<Fault> fault =
          faults
              .apply(call)
              .or(
                  () ->
                      Signature.wrongHeader(received, secrets::get)
                          .map(code -> new Fault(403, code)))
              .or(() -> wrongToken(headers));
      Fault answer = fault.orElse(null);
      if (answer == null && json) {
        answer = keys.push(text, machines).orElse(null);
      }
      if (answer != null) {
        send(
            exchange,
            answer.status(),
            json
                ? "{\"__type\":\"com.amazon#%s\"}".formatted(answer.code())
                : Answers.error(call, answer.code()));
      } else {
        send(exchange, 200, json ? "{\"RequestId\":\"1\",\"Success\":true}" : xml(call));
      }
    }
  }

  private static Optional<Fault> wrongToken(Map<String, String> headers) {
    boolean role = headers.get("authorization").contains(Answers.ROLE_KEY);
    return role && !Answers.ROLE_TOKEN.equals(headers.get("x-amz-security-token"))
        ? Optional.of(new Fault(403, "InvalidClientTokenId"))
        : Optional.empty();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String xml(Call call) {
    return switch (call.action()) {
      case "DescribeInstances" -> instances(call.form());
      case "DescribeImages" -> images(call.form());
      case "DescribeInstanceConnectEndpoints" -> connectEndpoints();
      case "AssumeRole" -> Answers.role(call.form());
      default -> throw new IllegalArgumentException(call.action());
    };
  }

  private String instances(Map<String, String> form) {
    List<Machine> fitting = machines.stream().filter(one -> Filters.of(form).fit(one)).toList();
    int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
    int to =
        Math.min(
            fitting.size(), from + Math.min(pageSize, Integer.parseInt(form.get("MaxResults"))));
    StringBuilder all = new StringBuilder();
    fitting
        .subList(from, to)
        .forEach(
            one ->
                all.append("<item><reservationId>r-1</reservationId><instancesSet>")
                    .append(one.xml())
                    .append("</instancesSet></item>"));
    String next = to < fitting.size() ? "<nextToken>" + to + "</nextToken>" : "";
    return Answers.xml("DescribeInstances", "<reservationSet>" + all + "</reservationSet>" + next);
  }

  private String images(Map<String, String> form) {
    StringBuilder all = new StringBuilder();
    for (String id : Filters.of(form).values("image-id")) {
      if (images.containsKey(id)) {
        all.append(
            "<item><imageId>%s</imageId><name>%s</name></item>".formatted(id, images.get(id)));
      }
    }
    return Answers.xml("DescribeImages", "<imagesSet>" + all + "</imagesSet>");
  }

  private String connectEndpoints() {
    List<String> all = new ArrayList<>();
    endpoints.forEach(
        (id, vpc) ->
            all.add(
                "<item><instanceConnectEndpointId>%s</instanceConnectEndpointId><dnsName>%s.invalid</dnsName><vpcId>%s</vpcId><subnetId>subnet-0a</subnetId><state>create-complete</state></item>"
                    .formatted(id, id, vpc)));
    return Answers.xml(
        "DescribeInstanceConnectEndpoints",
        "<instanceConnectEndpointSet>" + String.join("", all) + "</instanceConnectEndpointSet>");
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
