package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import fairlead.testing.Certificate;
import fairlead.testing.ReverseProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each proxy that Debian has before two nodes, which only say which one they are. */
@EnabledIf("fairlead.it.ProxyIT#allInstalled")
class ProxyNodesIT {
  private static Path files;
  private static Certificate certificate;
  private static HttpServer first;
  private static HttpServer second;

  @BeforeAll
  static void start() throws Exception {
    files = Site.directory("proxy-nodes");
    certificate = Certificate.make(files, "server");
    first = node("first");
    second = node("second");
  }

  @AfterAll
  static void stop() {
    first.stop(0);
    second.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void aPersonStaysAtOneNodeAndPeopleAreSpread(ReverseProxy.Kind kind) throws Exception {
    Path directory = Files.createDirectory(files.resolve(kind.program()));
    int[] nodes = {first.getAddress().getPort(), second.getAddress().getPort()};
    try (ReverseProxy proxy = ReverseProxy.startBefore(kind, directory, certificate, nodes)) {
      String base = "https://localhost:" + proxy.port();
      Set<String> all = new TreeSet<>();
      for (int person = 0; person < 40; person++) {
        Browserless one = Browserless.at(base, certificate.context());
        Set<String> theirs = new TreeSet<>();
        for (int request = 0; request < 5; request++) {
          theirs.add(one.get("/").body());
        }
        assertEquals(1, theirs.size(), theirs::toString);
        all.addAll(theirs);
      }
      assertEquals(Set.of("first", "second"), all);
    }
  }

  private static HttpServer node(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = name.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }
}
