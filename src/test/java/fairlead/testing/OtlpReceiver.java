package fairlead.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * A collector that keeps what it was sent by OTLP over HTTP, in protobuf; it can be made to stall,
 * and to refuse.
 */
public final class OtlpReceiver implements AutoCloseable {
  private HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<byte[]> bodies = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<Resource> resources = new ArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private int stalled;

  private interface Reader {
    void read(byte[] body) throws InvalidProtocolBufferException;
  }

  private OtlpReceiver() {}

  /** Starts it on a free port of this machine. */
  public static OtlpReceiver start() throws IOException {
    OtlpReceiver receiver = new OtlpReceiver();
    receiver.listen(0);
    return receiver;
  }

  private void listen(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setExecutor(threads);
    server.createContext("/v1/traces", exchange -> take(exchange, this::traces));
    server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
    server.createContext("/v1/logs", exchange -> take(exchange, this::logs));
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it answers nobody, until {@link #goOn}. */
  public void stall() {
    gate = new CountDownLatch(1);
  }

  public void goOn() {
    gate.countDown();
  }

  /** From now on nobody listens, until {@link #comeBack}: who connects is refused. */
  public void leave() {
    server.stop(0);
  }

  public void comeBack() throws IOException {
    listen(server.getAddress().getPort());
  }

  /** Exports that have waited for an answer. */
  public synchronized int stalled() {
    return stalled;
  }

  /** Everything that was sent, as it was once unpacked. */
  public synchronized List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  public synchronized List<Span> spans() {
    return List.copyOf(spans);
  }

  public List<Span> spans(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  public List<Span> below(Span parent) {
    return spans().stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .toList();
  }

  /** The first of this name below another span. */
  public Span child(Span parent, String name) {
    return below(parent).stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " below " + parent.getName()));
  }

  /** Each time it was sent. */
  public synchronized List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  public List<Metric> metrics(String name) {
    return metrics().stream().filter(metric -> metric.getName().equals(name)).toList();
  }

  public synchronized List<LogRecord> logs() {
    return List.copyOf(logs);
  }

  public synchronized List<Resource> resources() {
    return List.copyOf(resources);
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange, Reader reader) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream in = exchange.getRequestBody();
      byte[] body = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
      await();
      synchronized (this) {
        bodies.add(body);
        reader.read(body);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void await() {
    CountDownLatch closed = gate;
    if (closed.getCount() > 0) {
      synchronized (this) {
        stalled++;
      }
      try {
        closed.await();
      } catch (InterruptedException e) {
        // The test is over.
        Thread.currentThread().interrupt();
      }
    }
  }

  private void traces(byte[] body) throws InvalidProtocolBufferException {
    ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpansList()
        .forEach(
            resource -> {
              resources.add(resource.getResource());
              resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
            });
  }

  private void metrics(byte[] body) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest.parseFrom(body)
        .getResourceMetricsList()
        .forEach(
            resource ->
                resource
                    .getScopeMetricsList()
                    .forEach(scope -> metrics.addAll(scope.getMetricsList())));
  }

  private void logs(byte[] body) throws InvalidProtocolBufferException {
    ExportLogsServiceRequest.parseFrom(body)
        .getResourceLogsList()
        .forEach(
            resource ->
                resource
                    .getScopeLogsList()
                    .forEach(scope -> logs.addAll(scope.getLogRecordsList())));
  }
}
