package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks every entry point of a running server for every kind of caller. */
class AccessTableIT {
  private static final String RULES =
      """
        - name: web
          people: [operator, admin]
          hosts: [web-*]
          networks: [127.0.0.1/32]
          download: true
      """;

  private static PolicyPlace place;
  private static RawHttp http;
  private static String own;

  @BeforeAll
  static void start() throws Exception {
    place = new PolicyPlace("fairleadAccessTableIT", Map.of("FAIRLEAD_LOGIN_PER_PERSON", "1"));
    place.rules(RULES);
    own = "Origin: " + place.server.base();
    http = new RawHttp("127.0.0.1", URI.create(place.server.base()).getPort());
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void everyCallerGetsTheAnswerOfTheTable() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (AccessTable.Row row : AccessTable.ROWS) {
      for (AccessTable.Caller caller : AccessTable.Caller.values()) {
        // Anew for each: some requests end the login.
        int status = status(row, caller, cookies(caller));
        if (status != row.expected(caller)) {
          wrong.add(
              "%s %s %s: %s (expected: %s)"
                  .formatted(
                      row.method(), row.path() + row.body(), caller, status, row.expected(caller)));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static String cookies(AccessTable.Caller caller) throws Exception {
    return switch (caller) {
      case NOBODY -> "X-Nothing: 1";
      case FORGER -> "Cookie: JSESSIONID=0000AAAAAAAAAAAAAAAAAAAAAAA:-1; LtpaToken2=Zm9yZ2Vk";
      case AUDITOR -> signedIn("auditor");
      case OUTSIDER -> signedIn("second");
      case OPERATOR, FOREIGN_PAGE -> signedIn("operator");
      case ADMIN -> signedIn("admin");
      case SIGNED_OUT -> signedOut();
      case DISPLACED -> displaced();
    };
  }

  private static String signedOut() throws Exception {
    String cookies = signedIn("operator");
    assertEquals(200, http.get("/api/session", cookies).status());
    http.send("POST", "/sign-out", "", cookies, own);
    return cookies;
  }

  private static String displaced() throws Exception {
    String cookies = signedIn("operator");
    assertEquals(200, http.get("/api/session", cookies).status());
    signedIn("operator");
    return cookies;
  }

  private static String signedIn(String name) throws Exception {
    String form = RawHttp.form(name, Browserless.PASSWORD);
    return http.send("POST", "/sign-in", form, own, RawHttp.FORM).cookies();
  }

  private static int status(AccessTable.Row row, AccessTable.Caller caller, String cookies)
      throws Exception {
    String origin = caller == AccessTable.Caller.FOREIGN_PAGE ? "Origin: http://evil.example" : own;
    if (row.entry().startsWith("SOCKET")) {
      return http.upgrade(origin, cookies).status();
    }
    String type =
        row.body().startsWith("{")
            ? "Content-Type: application/json"
            : row.body().startsWith("j_") ? RawHttp.FORM : "Content-Type: application/octet-stream";
    return http.send(row.method(), row.path(), row.body(), origin, cookies, "X-Fairlead: 1", type)
        .status();
  }
}
