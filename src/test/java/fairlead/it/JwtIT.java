package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.TokenIssuer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Scripts with tokens: for the REST API and for plain sockets. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class JwtIT {
  private static TokenIssuer issuer;
  private static Alone place;
  private static Browserless script;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("tokens");
    issuer = TokenIssuer.create("https://issuer.example.com", "fairlead");
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_TOKENS", "jwt",
                "MP_JWT_VERIFY_ISSUER", "https://issuer.example.com",
                "MP_JWT_VERIFY_AUDIENCES", "fairlead",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.publicKey(files).toUri().toString()));
    script = Browserless.at(place.server().address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void aTokenIsEnoughForTheApiAndLeavesNoCookie() throws Exception {
    Browserless script = Browserless.at(place.server().address());
    HttpResponse<String> answer = script.withToken("GET", "/api/session", issuer.token());
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"name\":\"robot\",\"roles\":[\"operator\"]"));
    assertTrue(answer.body().contains("\"groups\":[\"night shift\",\"operator\"]"));
    assertEquals("", script.cookies());
    // No page of ours is behind it: neither X-Fairlead nor an Origin is asked for.
    assertEquals(
        404, script.withToken("DELETE", "/api/terminals/none", issuer.token()).statusCode());
  }

  @Test
  void whatTheIssuerDoesNotVouchForOpensNothing() throws Exception {
    TokenIssuer other = TokenIssuer.create("https://issuer.example.com", "fairlead");
    Map<String, String> refused =
        Map.of(
            // Within what the server lets clocks differ.
            "expired", issuer.with("exp", issuer.now() - 1),
            "long expired", issuer.with("exp", issuer.now() - 3600),
            "without an end", issuer.without("exp"),
            "another issuer", issuer.with("iss", "https://evil.example"),
            "another audience", issuer.with("aud", "another"),
            "no audience", issuer.without("aud"),
            "another key", other.token(),
            "changed", issuer.token().replaceFirst("\\.[^.]*\\.", ".e30."),
            "unsigned", issuer.unsigned(),
            "no token", "nonsense");
    for (Map.Entry<String, String> one : refused.entrySet()) {
      HttpResponse<String> answer = script.withToken("GET", "/api/session", one.getValue());
      assertEquals(401, answer.statusCode(), one.getKey());
      assertThrows(CompletionException.class, () -> script.socketOf(one.getValue()), one.getKey());
    }
    assertEquals(
        403, script.withToken("GET", "/api/session", issuer.without("groups")).statusCode());
  }

  @Test
  void aPlainSocketNeedsNoOriginAndEndsWithItsToken() throws Exception {
    long end = issuer.now() + 8;
    Browserless.Socket socket = script.socketOf(issuer.with("exp", end));
    socket.await(one -> one.getString("message", "").startsWith("Connected"), "the shell");
    socket.type("PS1=; echo rea''dy\n");
    socket.awaitOutput("ready");
    assertEquals(4401, socket.awaitClose());
    assertTrue(issuer.now() >= end, "closed early");
  }

  @Test
  void peopleSignInBesides() throws Exception {
    Browserless operator = Browserless.signedIn(place.server().address(), "operator");
    assertEquals(200, operator.get("/api/session").statusCode());
  }
}
