package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Text that forges log lines or commands a terminal, in every field that people may fill. */
class HostileTextIT {
  private static final String FORGED = "FORGED admin may open db-1";
  private static final String RULES =
      """
        - name: by hand
          groups: [operator]
          typed: true
          networks: [192.0.2.0/24]
          users: ["*"]
        - name: web
          groups: [operator]
          hosts: [web-*]
          users: ["*"]
          networks: [127.0.0.1/32]
          download: true
      """;

  private static PolicyPlace place;

  @BeforeAll
  static void start() throws Exception {
    place = new PolicyPlace("hostile-text", Map.of());
    place.rules(RULES);
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void nothingThatPeopleTypeLeavesItsLogLine() throws Exception {
    Browserless operator = place.signedIn("operator");
    Browserless admin = place.signedIn("admin");
    for (String mark : List.of("\n", "\r\n", "\u001b[2J", "\u009b2J", "\u2028", "\u202e", "\0")) {
      String hostile = "x" + mark + FORGED + mark;
      assertEquals(4400, refused(operator, "web-1", hostile));
      assertEquals(4404, refused(operator, hostile, null));
      assertEquals(4404, refused(operator, hostile + "@192.0.2.1", null));
      assertEquals(400, files(operator, "web-1", hostile));
      assertEquals(404, files(operator, hostile, "someone"));
      admin.get(
          "/api/policy/decision?person=%s&groups=%s&host=web-1&user=%s"
              .formatted(
                  PolicyPlace.encoded(hostile),
                  PolicyPlace.encoded("operator," + hostile),
                  PolicyPlace.encoded(hostile)));
      operator.get("/api/files/none/entries?path=/" + PolicyPlace.encoded(hostile));
      operator.call("DELETE", "/api/terminals/" + PolicyPlace.encoded(hostile));
      Browserless.at(place.server.base()).signIn(hostile, "wrong");
    }
    assertEquals(List.of(), wrongLines());
    assertTrue(place.server.said("operator signed in"), "the log is the one that is looked at");
  }

  private static int refused(Browserless person, String host, String user) throws Exception {
    Browserless.Socket socket = person.socket();
    socket.say(
        Json.createObjectBuilder(
                user == null
                    ? Map.of("type", "open", "host", host, "columns", 80, "rows", 24)
                    : Map.of("type", "open", "host", host, "user", user, "columns", 80, "rows", 24))
            .build()
            .toString());
    return socket.awaitClose();
  }

  private static int files(Browserless person, String host, String user) throws Exception {
    String wish = Json.createObjectBuilder().add("host", host).add("user", user).build().toString();
    return person.post("/api/files", wish).statusCode();
  }

  private static List<String> wrongLines() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Path log : place.server.logs()) {
      for (String line : Files.readString(log, StandardCharsets.UTF_8).split("\r?\n", -1)) {
        boolean forged = line.startsWith("FORGED");
        if (forged || line.codePoints().anyMatch(HostileTextIT::commands)) {
          wrong.add(log.getFileName() + ": " + line);
        }
      }
    }
    return wrong;
  }

  private static boolean commands(int character) {
    int type = Character.getType(character);
    return character != '\t'
        && (type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR);
  }
}
