package fairlead.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A proxy of this machine with the configuration that ships, at another port. */
public final class ReverseProxy implements AutoCloseable {
  /** How long each waits for the next bytes; as shipped it is 75 s. */
  public static final Duration TIMEOUT = Duration.ofSeconds(6);

  private static final Path SHIPPED = Path.of(System.getProperty("basedir"), "deploy/proxy");
  private static final Path DOCUMENT = Path.of(System.getProperty("basedir"), "docs/PROXY.md");
  private static final String NODE = "127.0.0.1:9080";

  /** Those that Debian has. */
  public enum Kind {
    NGINX("nginx", "nginx", "nginx.conf"),
    HAPROXY("HAProxy", "haproxy", "haproxy.cfg"),
    CADDY("Caddy", "caddy", "Caddyfile");

    private final String called;
    private final String program;
    private final String file;

    /**
     * @param called in docs/PROXY.md
     */
    Kind(String called, String program, String file) {
      this.called = called;
      this.program = program;
      this.file = file;
    }

    private String shipped() throws IOException {
      return Files.readString(SHIPPED.resolve(file));
    }

    public String program() {
      return program;
    }

    public boolean available() {
      return executable() != null;
    }

    private Path executable() {
      return Stream.of("/usr/sbin", "/usr/bin")
          .map(directory -> Path.of(directory, program))
          .filter(Files::isExecutable)
          .findFirst()
          .orElse(null);
    }
  }

  private final Process process;
  private final int port;

  private ReverseProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it in front of a server of this machine and waits until it listens. */
  public static ReverseProxy start(Kind kind, Path directory, Certificate certificate, int upstream)
      throws IOException, InterruptedException {
    return start(kind, directory, certificate, upstream, kind.shipped());
  }

  /** The same for a Fairlead below {@code /shell}, changed as docs/PROXY.md says. */
  public static ReverseProxy startBelowShell(
      Kind kind, Path directory, Certificate certificate, int upstream)
      throws IOException, InterruptedException {
    Matcher row =
        Pattern.compile("\\| " + kind.called + " \\| `([^`]+)` \\| `([^`]+)` \\|")
            .matcher(Files.readString(DOCUMENT));
    if (!row.find()) {
      throw new IllegalStateException(DOCUMENT + " has no path for " + kind.called);
    }
    String changed = replaced(kind.shipped(), row.group(1), row.group(2));
    return start(kind, directory, certificate, upstream, changed);
  }

  /** The same before two nodes, changed as the file itself or docs/PROXY.md says. */
  public static ReverseProxy startBefore(
      Kind kind, Path directory, Certificate certificate, int[] nodes)
      throws IOException, InterruptedException {
    String second = "127.0.0.1:" + nodes[1];
    String one =
        switch (kind) {
          case NGINX -> "  server " + NODE + ";";
          case HAPROXY -> "  server node-1 " + NODE + " check cookie node-1";
          case CADDY -> "reverse_proxy " + NODE + " {";
        };
    String two =
        switch (kind) {
          case NGINX -> one + "\n" + one.replace(NODE, second);
          case HAPROXY -> one + "\n" + one.replace(NODE, second).replace("node-1", "node-2");
          case CADDY ->
              "reverse_proxy %s %s {\nlb_policy cookie FairleadNode\nhealth_uri /health/ready"
                  .formatted(NODE, second);
        };
    return start(kind, directory, certificate, nodes[0], replaced(kind.shipped(), one, two));
  }

  private static ReverseProxy start(
      Kind kind, Path directory, Certificate certificate, int upstream, String shipped)
      throws IOException, InterruptedException {
    int port = Ports.free();
    Path pem = pem(directory, certificate);
    String changed = changed(kind, shipped, directory, pem, port, upstream);
    Path file = Files.writeString(directory.resolve(kind.file), changed);
    ProcessBuilder builder =
        new ProcessBuilder(command(kind, file, directory))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder.environment().put("HOME", directory.toString());
    ReverseProxy proxy = new ReverseProxy(builder.start(), port);
    Listening.await(proxy.process, proxy.port, directory.resolve("log"));
    return proxy;
  }

  public int port() {
    return port;
  }

  private static List<String> command(Kind kind, Path file, Path directory) {
    String program = kind.executable().toString();
    return switch (kind) {
      case NGINX ->
          List.of(program, "-p", directory.toString(), "-c", file.toString(), "-e", "stderr");
      case HAPROXY -> List.of(program, "-db", "-f", file.toString());
      case CADDY -> List.of(program, "run", "--config", file.toString(), "--adapter", "caddyfile");
    };
  }

  /** Only what cannot be the same on this machine: addresses, certificates, how long is waited. */
  private static String changed(
      Kind kind, String shipped, Path directory, Path pem, int port, int upstream) {
    String text = replaced(shipped, NODE, "127.0.0.1:" + upstream);
    return switch (kind) {
      case NGINX -> {
        String server = replaced(text, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        server = replaced(server, "/etc/nginx/tls/fullchain.pem", pem.toString());
        server = replaced(server, "/etc/nginx/tls/privkey.pem", pem.toString());
        server = replaced(server, "75s", TIMEOUT.toSeconds() + "s");
        String temporary =
            Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(one -> one + "_temp_path " + directory.resolve(one) + ";\n")
                .reduce("", String::concat);
        yield "daemon off;\nmaster_process off;\npid "
            + directory.resolve("pid")
            + ";\nevents {}\nhttp {\naccess_log off;\n"
            + temporary
            + server
            + "}\n";
      }
      case HAPROXY -> {
        String server =
            replaced(
                text,
                "bind :443 ssl crt /etc/haproxy/fairlead.pem",
                "bind 127.0.0.1:" + port + " ssl crt " + pem);
        yield replaced(server, "timeout tunnel 75s", "timeout tunnel " + TIMEOUT.toSeconds() + "s");
      }
      case CADDY ->
          "{\n\tadmin off\n\tauto_https off\n}\n"
              + replaced(
                  text,
                  "shell.example.com {",
                  "https://localhost:" + port + " {\n\tbind 127.0.0.1\n\ttls " + pem + " " + pem);
    };
  }

  private static String replaced(String text, String what, String by) {
    if (!text.contains(what)) {
      throw new IllegalArgumentException("no " + what + " in " + text);
    }
    return text.replace(what, by);
  }

  private static Path pem(Path directory, Certificate certificate)
      throws IOException, InterruptedException {
    Path pem = directory.resolve("server.pem");
    Program.run(
        "openssl",
        "pkcs12",
        "-in",
        certificate.keys(),
        "-nodes",
        "-out",
        pem,
        "-passin",
        "pass:" + Certificate.PASSWORD);
    return pem;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
