package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.ReverseProxy;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fairlead below a path of a name that it shares, behind each proxy that Debian has. */
@EnabledIf("fairlead.it.ProxyIT#allInstalled")
class ProxyBasePathIT {
  private static final String PATH = "/shell";

  private static Path files;
  private static Certificate certificate;
  private static Alone place;

  @BeforeAll
  static void start() throws Exception {
    files = Site.directory("proxy-path");
    certificate = Certificate.make(files, "server");
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_BASE_PATH",
                PATH,
                "FAIRLEAD_COOKIES_SECURE",
                "true",
                "FAIRLEAD_PROXIES",
                "127[.]0[.]0[.]1"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pageSocketAndUploadAreBelowThePath(ReverseProxy.Kind kind) throws Exception {
    Path directory = Files.createDirectory(files.resolve(kind.program()));
    int upstream = place.server().port();
    try (ReverseProxy proxy =
        ReverseProxy.startBelowShell(kind, directory, certificate, upstream)) {
      String origin = "https://localhost:" + proxy.port();
      Browserless person = Browserless.at(origin + PATH, certificate.context());
      assertEquals(origin + PATH + "/sign-in.html", location(origin, person.get("/")));
      HttpResponse<String> signedIn = person.signIn("operator", Browserless.PASSWORD);
      assertEquals(origin + PATH + "/", location(origin, signedIn));
      assertEquals(200, person.get("/").statusCode());
      List<String> login =
          signedIn.headers().allValues("Set-Cookie").stream()
              .filter(cookie -> !cookie.startsWith("FairleadNode="))
              .toList();
      assertFalse(login.isEmpty());
      login.forEach(cookie -> assertTrue(cookie.contains("; Path=" + PATH), cookie));

      Alone.terminal(person, origin).abort();

      FilePanel panel = FilePanel.opened(person, Alone.HOST);
      byte[] content = {0, 1, 2, 3};
      Path target = directory.resolve("uploaded");
      assertEquals(200, person.put(panel.slice(target, 0, content.length), content).statusCode());
      assertArrayEquals(content, Files.readAllBytes(target));
      panel.close();
    }
  }

  private static String location(String origin, HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElse("");
    return URI.create(origin + "/").resolve(location).toString();
  }
}
