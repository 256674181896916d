package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which requests may pass, and what every answer says to the browser. */
class AccessIT {
  private final RawHttp http = new RawHttp("127.0.0.1");

  @Test
  void everyAnswerOfTheApplicationHasTheSecurityHeaders() throws Exception {
    String cookies = signedIn().cookies();
    for (RawHttp.Answer answer :
        List.of(
            http.get("/", cookies),
            http.get("/sign-in.html"),
            http.get("/api/session", cookies),
            http.get("/api/session"),
            http.get("/api/nothing", cookies),
            http.get("/nothing", cookies),
            http.get("/assets/nothing.js"),
            http.send("PUT", "/api/hosts", "", cookies),
            http.send("DELETE", "/api/terminals/x", "", cookies),
            http.signIn("operator", "wrong"),
            http.upgrade("Origin: http://evil.example"),
            http.upgrade(http.origin()))) {
      String what = answer.toString();
      String policy = answer.header("Content-Security-Policy").orElse("");
      assertTrue(policy.contains("frame-ancestors 'none'"), what);
      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElse(""), what);
      assertEquals("DENY", answer.header("X-Frame-Options").orElse(""), what);
      assertEquals("same-origin", answer.header("Referrer-Policy").orElse(""), what);
      assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy").orElse(""), what);
      assertEquals("no-store", answer.header("Cache-Control").orElse(""), what);
      assertEquals(List.of(), answer.all("Server"), what);
      assertEquals(List.of(), answer.all("X-Powered-By"), what);
      boolean page = answer.status() == 200;
      assertFalse(
          !page && answer.body().matches("(?s).*(fairlead\\.|Exception|RESTEASY|\\.java).*"), what);
    }
    for (String path : List.of("/health", "/")) {
      RawHttp.Answer answer = http.get(path);
      assertEquals("nosniff", answer.header("X-Content-Type-Options").orElse(""), path);
      assertEquals("DENY", answer.header("X-Frame-Options").orElse(""), path);
    }
  }

  @Test
  void scriptsComeFromFilesOfThisServerOnly() throws Exception {
    String cookies = signedIn().cookies();
    for (String page : List.of("/", "/sign-in.html")) {
      RawHttp.Answer answer = http.get(page, cookies);
      assertEquals(200, answer.status());
      for (String directive :
          answer.header("Content-Security-Policy").orElseThrow().split("; *", -1)) {
        List<String> words = List.of(directive.split(" +"));
        boolean style = words.get(0).equals("style-src");
        for (String source : words.subList(1, words.size())) {
          assertTrue(
              source.equals("'self'")
                  || source.equals("'none'")
                  || (source.equals("data:") && words.get(0).equals("img-src"))
                  || (source.equals("'unsafe-inline'") && style),
              directive);
        }
      }
      Matcher scripts = Pattern.compile("<script[^>]*>").matcher(answer.body());
      assertTrue(scripts.find(), page);
      do {
        assertTrue(scripts.group().matches(".* src=\"[.]/assets/.*"), scripts.group());
      } while (scripts.find());
      assertFalse(answer.body().matches("(?s).*(src|href)=\"(https?:)?//.*"), answer.body());
      assertFalse(answer.body().matches("(?s).*\\son[a-z]+=.*"), answer.body());
    }
  }

  @Test
  void aBrowserShowsAPageWhereProgramsGetJson() throws Exception {
    String cookies = signedIn().cookies();
    String browser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    Map<String, List<Integer>> addresses =
        Map.of(
            "/api/session", List.of(200, 406),
            "/api/hosts", List.of(200, 406),
            "/sign-in/ways", List.of(200, 406),
            "/api/nothing", List.of(404, 404),
            "/api/files/gone?seen=0", List.of(404, 404),
            "/api/files/gone/entries?path=/", List.of(404, 404),
            "/api/transfers/gone/content?path=/etc/passwd", List.of(404, 404),
            "/api/transfers/gone/archive?path=/etc", List.of(404, 404),
            "/nothing", List.of(404, 404));
    for (var address : addresses.entrySet()) {
      String path = address.getKey();
      RawHttp.Answer data = http.get(path, cookies);
      assertEquals(address.getValue().get(0), data.status(), path);
      String type = data.header("Content-Type").orElse("");
      assertTrue(type.startsWith("application/json"), path + ": " + type);
      assertTrue(data.body().contains("{\""), data.body());
      RawHttp.Answer page = http.get(path, cookies, browser);
      assertEquals(address.getValue().get(1), page.status(), path);
      type = page.header("Content-Type").orElse("");
      assertTrue(type.startsWith("text/html"), path + ": " + type);
      assertTrue(page.body().contains("<h1>Fairlead</h1>"), page.body());
      assertTrue(page.body().contains("<a href=\"/\">Go to Fairlead</a>"), page.body());
      assertFalse(page.body().contains("{\""), page.body());
    }
    RawHttp.Answer nobody = http.get("/api/session", browser);
    assertEquals(401, nobody.status());
    assertTrue(nobody.body().contains("You are not signed in."), nobody.body());
  }

  @Test
  void forgedHeadersMakeNobodyAndNoOtherScheme() throws Exception {
    String cookies = signedIn().cookies();
    String https = "https://localhost:" + SharedServer.port();
    String[] forged = {
      "X-Forwarded-Proto: https",
      "X-Forwarded-Host: evil.example",
      "Forwarded: proto=https;host=evil.example",
      "$WSSC: https",
      "$WSIS: true",
      "$WSSN: evil.example",
      "$WSSP: 443",
      "$WSRU: admin",
      "$WSAT: CLIENT-CERT",
      "remote-user: admin",
      "Origin: "
    };
    assertEquals(401, http.get("/api/session", forged).status());
    for (String origin :
        List.of(https, "https://localhost", "https://evil.example", "http://evil.example")) {
      forged[forged.length - 1] = "Origin: " + origin;
      String[] all = Arrays.copyOf(forged, forged.length + 1);
      all[forged.length] = cookies;
      assertEquals(403, http.upgrade(all).status(), origin);
    }
  }

  @Test
  void noAnswerRepeatsTheHostThatARequestNames() throws Exception {
    String cookies = signedIn().cookies();
    RawHttp stranger = http.asking("evil.example:81");
    for (String path :
        List.of(
            "/",
            "/sign-in.html",
            "/sign-in/provider",
            "/sign-in/arrival",
            "/sign-in/ways",
            "/assets",
            "/assets?|",
            "/assets/;?|",
            "/assets/;|",
            "/api",
            "/api/session",
            "/nothing/",
            "/META-INF",
            "/WEB-INF/web.xml",
            "/j_security_check",
            "/ibm_security_logout",
            "/health",
            "//evil.example/",
            "/%2e%2e/",
            "/a/..;/b")) {
      for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "TRACE")) {
        for (String login : List.of("X-None: 0", cookies)) {
          RawHttp.Answer answer = stranger.send(method, path, "", login);
          String location = answer.location();
          String what = method + " " + path + ": " + answer;
          assertFalse(answer.headers().toString().contains("evil.example:81"), what);
          assertFalse(answer.body().contains("evil.example:81"), what);
          assertTrue(location.isEmpty() || location.matches("/[^/].*|/"), what);
          assertFalse(answer.header("Cache-Control").orElse("").contains("immutable"), what);
        }
      }
    }
  }

  @Test
  void headsAreBounded() throws Exception {
    String[] many = IntStream.range(0, 64).mapToObj(i -> "X-" + i + ": a").toArray(String[]::new);
    assertEquals(200, http.get("/sign-in.html", Arrays.copyOf(many, 50)).status());
    assertEquals(200, http.get("/sign-in.html", "X: " + "a".repeat(8_000)).status());
    for (String[] tooMuch :
        List.of(many, new String[] {"X: " + "a".repeat(8_200)}, new String[] {"a".repeat(8_200)})) {
      int status = http.get("/sign-in.html", tooMuch).status();
      assertTrue(status == 400 || status == 431, tooMuch.length + " headers: " + status);
    }
  }

  @Test
  void nothingButSignOutEndsALogin() throws Exception {
    List<String> paths =
        List.of(
            "/ibm_security_logout",
            "/x/ibm_security_logout",
            "/%69bm_security_logout",
            "/ibm_security_logout/",
            "/ibm_security_logout;x",
            "/api/ibm_security_logout",
            "/assets/ibm_security_logout",
            "/ws/terminal/ibm_security_logout");
    // Other requests between them: the server may tell the mapping of an earlier one.
    for (int round = 0; round < 10; round++) {
      String cookies = signedIn().cookies();
      for (String path : paths) {
        for (String method : List.of("GET", "HEAD", "POST")) {
          RawHttp.Answer answer =
              http.send(method, path, "", "Origin: http://evil.example", cookies);
          assertEquals(404, answer.status(), method + " " + path);
          assertEquals(List.of(), answer.all("Set-Cookie"), method + " " + path);
        }
        http.get("/sign-in/ways");
      }
      assertEquals(200, http.get("/api/session", cookies).status());
    }
  }

  @Test
  void onlyPagesOfThisServerOpenSockets() throws Exception {
    String cookies = signedIn().cookies();
    assertEquals(101, http.upgrade(http.origin(), cookies).status());
    assertEquals(401, http.upgrade(http.origin()).status());
    assertEquals(403, http.upgrade(cookies).status(), "no Origin");
    for (String origin :
        List.of(
            "null",
            "",
            "http://localhost",
            "http://localhost:1",
            "https://localhost:" + SharedServer.port(),
            "http://127.0.0.1:" + SharedServer.port(),
            "http://localhost.evil.example:" + SharedServer.port(),
            "http://evil.example",
            "http://localhost:" + SharedServer.port() + "@evil.example",
            "file://")) {
      assertEquals(403, http.upgrade("Origin: " + origin, cookies).status(), origin);
    }
    String two = "Origin: http://evil.example";
    assertEquals(403, http.upgrade(two, http.origin(), cookies).status());
  }

  @Test
  void changesComeFromOwnPagesOnly() throws Exception {
    String cookies = signedIn().cookies();
    String path = "/api/terminals/x";
    String own = "X-Fairlead: 1";
    assertEquals(404, http.send("DELETE", path, "", cookies, own, http.origin()).status());
    assertEquals(403, http.send("DELETE", path, "", cookies, http.origin()).status());
    assertEquals(403, http.send("DELETE", path, "", cookies, own).status());
    assertEquals(
        403, http.send("DELETE", path, "", cookies, own, "Origin: http://evil.example").status());
    String form = RawHttp.form("operator", Browserless.PASSWORD);
    assertEquals(403, http.send("POST", "/sign-in", form, RawHttp.FORM).status());
    assertEquals(403, http.send("POST", "/sign-out", "", cookies).status());
    for (String method : List.of("PUT", "OPTIONS", "PATCH")) {
      assertEquals(405, http.send(method, "/", "", cookies).status(), method);
    }
    // The server's own answer.
    assertEquals(403, http.send("TRACE", "/", "", cookies).status());
    assertEquals(200, http.get("/api/session", cookies).status());
  }

  @Test
  void socketsOfOnePersonAreLimitedPerMinute() throws Exception {
    String cookies = http.signIn("second", Browserless.PASSWORD).cookies();
    for (int i = 1; i <= 120; i++) {
      assertEquals(101, http.upgrade(http.origin(), cookies).status(), "socket " + i);
    }
    assertEquals(429, http.upgrade(http.origin(), cookies).status());
    // Another login is the same person; another person is not concerned.
    String again = http.signIn("second", Browserless.PASSWORD).cookies();
    assertEquals(429, http.upgrade(http.origin(), again).status());
    assertEquals(101, http.upgrade(http.origin(), signedIn().cookies()).status());
  }

  private RawHttp.Answer signedIn() throws Exception {
    RawHttp.Answer answer = http.signIn("operator", Browserless.PASSWORD);
    assertEquals("/", answer.location(), answer::toString);
    return answer;
  }
}
