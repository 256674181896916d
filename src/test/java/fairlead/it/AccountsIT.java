package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fairlead.testing.LibertyServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server as it ships, whose users.xml is missing, comes, goes, and comes back. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
@TestMethodOrder(OrderAnnotation.class)
class AccountsIT {
  private static final String NEXT = " Nobody can sign in. See docs/SIGN_IN.md.";
  private static final String NO_USER =
      "<server><basicRegistry id=\"people\" realm=\"Fairlead\"/></server>";

  /** The default of fairlead.health.interval. */
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private static Alone place;
  private static Path users;
  private static Path kept;
  private static Browserless nobody;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("accounts");
    users = files.resolve("usr/servers/fairlead-alone/users.xml");
    place = Alone.withoutUsers(files, Map.of());
    kept = files.resolve("users.kept");
    nobody = Browserless.at(place.server().address());
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  @Order(1)
  void theFirstStartWithoutTheFileSaysWhatIsMissing() throws Exception {
    assertMissing("users.xml is missing.");
    assertEquals(
        "/sign-in.html?nobody",
        nobody
            .signIn("operator", Browserless.PASSWORD)
            .headers()
            .firstValue("Location")
            .get()
            .replaceFirst("^http://[^/]*", ""));
  }

  @Test
  @Order(2)
  void oneThatComesIsUsed() throws Exception {
    Files.writeString(kept, LibertyServer.users(Browserless.PASSWORD));
    give();
    assertSignsIn();
  }

  @Test
  @Order(3)
  void oneThatIsRemovedAndComesBackIsNoticed() throws Exception {
    Files.delete(users);
    assertMissing("users.xml is missing.");
    give();
    assertSignsIn();
  }

  @Test
  @Order(4)
  void oneWithoutAUserIsNoticed() throws Exception {
    Files.writeString(users, NO_USER);
    assertMissing("users.xml has no user.");
    Files.writeString(users, "<server/>");
    assertMissing(
        "users.xml has no user registry that the server can use; the server's log may say why.");
    give();
    assertSignsIn();
  }

  private static void give() throws Exception {
    Path copy = Files.copy(kept, kept.resolveSibling("users.copy"));
    Files.move(copy, users, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void assertMissing(String what) throws Exception {
    within(PERIOD.multipliedBy(2), () -> check().getString("status").equals("DOWN"));
    within(PERIOD, () -> check().getJsonObject("data").getString("why", "").equals(what + NEXT));
    assertEquals(503, nobody.get("/health/ready").statusCode());
    JsonObject ways = PolicyPlace.json(nobody.get("/sign-in/ways").body());
    assertEquals(what + NEXT, ways.getString("missing"));
  }

  private static void assertSignsIn() throws Exception {
    within(PERIOD.multipliedBy(2), () -> nobody.get("/health/ready").statusCode() == 200);
    Browserless.signedIn(place.server().address(), "operator");
    assertFalse(nobody.get("/sign-in/ways").body().contains("missing"));
  }

  private static JsonObject check() throws IOException, InterruptedException {
    return PolicyPlace.json(nobody.get("/health/ready").body())
        .getJsonArray("checks")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(one -> one.getString("name").equals("accounts"))
        .findFirst()
        .orElseThrow();
  }

  private static void within(Duration time, Patience.Condition holds) throws Exception {
    Patience.await(time, holds, () -> nobody.get("/health/ready").body());
  }
}
