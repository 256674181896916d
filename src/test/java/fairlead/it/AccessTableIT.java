package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
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
        - name: staging
          people: [operator]
          labels: { env: staging }
          networks: [127.0.0.1/32]
          download: true
        - name: by hand
          people: [admin]
          typed: true
          users: [someone]
          networks: [127.0.0.1/32]
          download: true
      """;

  private static final String LABELLED =
      """
        - name: %1$s-1
          address: 127.0.0.1
          port: %2$d
          user: someone
          labels: { env: %1$s }
          host-key-policy: accept-new
          authentication: [password]
      """;

  /** A host that plain mode cannot log in to is refused after the admission. */
  private static final int NEEDS_AN_ANSWER = 4502;

  private static PolicyPlace place;
  private static RawHttp http;
  private static String own;

  @BeforeAll
  static void start() throws Exception {
    place = new PolicyPlace("access-table", Map.of("FAIRLEAD_LOGIN_PER_PERSON", "1"));
    int port = place.host.port();
    place.hosts(LABELLED.formatted("staging", port) + LABELLED.formatted("production", port));
    place.rules(RULES);
    Browserless admin = place.signedIn("admin");
    Patience.await(
        Duration.ofSeconds(30),
        () -> admin.get("/api/policy/decision?person=x&host=production-1").statusCode() == 200,
        () -> "no production-1");
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

  @Test
  void everyEntryPointAdmitsTheSamePeopleToTheSameHosts() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (AccessTable.Caller caller : AccessTable.PEOPLE) {
      Browserless person = place.signedIn(name(caller));
      for (AccessTable.Opening wish : AccessTable.OPENINGS) {
        int expected = wish.expected().get(AccessTable.PEOPLE.indexOf(caller));
        Map<String, Integer> statuses =
            wish.host() == null
                ? Map.of("plain mode", plain(person))
                : Map.of("terminal", terminal(person, wish), "files", files(person, wish));
        statuses.forEach(
            (entry, status) -> {
              if (status != expected) {
                wrong.add(
                    "%s %s of %s: %s (expected: %s)"
                        .formatted(caller, entry, wish, status, expected));
              }
            });
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static int plain(Browserless person) throws Exception {
    int code = person.socket(place.server.base(), null).awaitClose();
    return code == NEEDS_AN_ANSWER ? 200 : code - 4000;
  }

  private static int terminal(Browserless person, AccessTable.Opening wish) throws Exception {
    Browserless.Socket socket = person.socket();
    socket.say("{'type':'open'," + named(wish) + ",'columns':80,'rows':24}");
    Predicate<JsonObject> answer =
        one -> List.of("prompt", "opened", "failed").contains(one.getString("type"));
    boolean refused = socket.await(answer, "an answer").getString("type").equals("failed");
    int status = refused ? socket.awaitClose() - 4000 : 200;
    socket.abort();
    return status;
  }

  private static int files(Browserless person, AccessTable.Opening wish) throws Exception {
    HttpResponse<String> answer =
        person.post("/api/files", ("{" + named(wish) + "}").replace('\'', '"'));
    if (answer.statusCode() == 200) {
      person.call("DELETE", "/api/files/" + FilePanel.json(answer).getString("panel"));
    }
    return answer.statusCode();
  }

  private static String named(AccessTable.Opening wish) {
    String host = wish.host().replace("PORT", String.valueOf(place.host.port()));
    return "'host':'" + host + "'" + (wish.user() == null ? "" : ",'user':'" + wish.user() + "'");
  }

  private static String name(AccessTable.Caller caller) {
    return caller == AccessTable.Caller.OUTSIDER
        ? "second"
        : caller.name().toLowerCase(Locale.ROOT);
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
