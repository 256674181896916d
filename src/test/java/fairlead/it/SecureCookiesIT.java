package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.testing.LibertyServer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cookies where people arrive by HTTPS: a setting that a server gets at its start. */
class SecureCookiesIT {
  private static final String PROXY = "127.0.3.1";

  @Test
  void cookiesAreForHttpsOnlyWhereThatIsSet() throws Exception {
    LibertyServer server =
        Site.server(
            Site.directory("secure"),
            Map.of("FAIRLEAD_COOKIES_SECURE", "true", "FAIRLEAD_PROXIES", "127[.]0[.]3[.]1"));
    try {
      String origin = "Origin: " + server.address();
      // Where the server itself is not reached by HTTPS, the login cookie is not even given.
      RawHttp.Answer plain = signIn(new RawHttp("127.0.0.1", server.port()), origin);
      assertEquals("JSESSIONID Secure", cookies(plain));
      // A trusted proxy has spoken HTTPS with the browser.
      RawHttp.Answer answer =
          signIn(
              new RawHttp(PROXY, server.port()),
              origin.replace("http:", "https:"),
              "X-Forwarded-Proto: https",
              "X-Forwarded-For: 10.9.9.9");
      assertEquals("/", answer.location(), answer::toString);
      assertEquals("JSESSIONID Secure, LtpaToken2 Secure", cookies(answer));
    } finally {
      server.close();
    }
  }

  private static RawHttp.Answer signIn(RawHttp http, String... headers) throws Exception {
    String[] all = new String[headers.length + 1];
    all[0] = RawHttp.FORM;
    System.arraycopy(headers, 0, all, 1, headers.length);
    return http.send("POST", "/sign-in", RawHttp.form("operator", Browserless.PASSWORD), all);
  }

  private static String cookies(RawHttp.Answer answer) {
    return answer.all("Set-Cookie").stream()
        .map(cookie -> cookie.split("=", 2)[0] + (cookie.contains("Secure") ? " Secure" : ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
