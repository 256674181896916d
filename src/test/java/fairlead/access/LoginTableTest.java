package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginTableTest {
  private static final long SECOND = 1_000_000_000L;

  private final LoginTable table =
      new LoginTable(2, Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(5));

  @Test
  void oneMoreEndsTheLongestUnusedOfThatPersonOnly() {
    begin("a1", "ada", 0);
    begin("b1", "bob", 0);
    begin("a2", "ada", 1);
    table.use("a1", "ada", 2 * SECOND);
    assertEquals(List.of("a2"), begin("a3", "ada", 3 * SECOND));
    assertTrue(table.use("a1", "ada", 3 * SECOND).isPresent());
    assertTrue(table.use("b1", "bob", 3 * SECOND).isPresent());
    assertFalse(table.use("a2", "ada", 3 * SECOND).isPresent());
  }

  @Test
  void nobodyUsesSomebodyElses() {
    begin("a1", "ada", 0);
    assertFalse(table.use("a1", "bob", 1).isPresent());
    assertFalse(table.use("none", "ada", 1).isPresent());
  }

  @Test
  void itEndsWhenItIsIdleAndAtTheEndOfItsLifetimeHoweverMuchItIsUsed() {
    begin("idle", "ada", 0);
    begin("used", "ada", 0);
    for (long second = 10; second < 60; second += 10) {
      assertTrue(table.use("used", "ada", second * SECOND).isPresent());
    }
    // Even before the clock has looked.
    assertFalse(table.use("idle", "ada", 20 * SECOND).isPresent());
    assertEquals(List.of("idle"), ids(table.expire(20 * SECOND)));
    assertFalse(table.use("used", "ada", 60 * SECOND).isPresent());
    assertEquals(List.of("used"), ids(table.expire(60 * SECOND)));
  }

  @Test
  void itsPersonIsWarnedOnceAndToldWhenItGoesOn() {
    begin("a", "ada", 0);
    assertEquals(List.of(), table.news(14 * SECOND));
    assertEquals(Duration.ofSeconds(5), table.news(15 * SECOND).get(0).left());
    assertEquals(List.of(), table.news(16 * SECOND));
    table.use("a", "ada", 17 * SECOND);
    LoginTable.Left goesOn = table.news(18 * SECOND).get(0);
    assertFalse(table.soon(goesOn.left()));
  }

  @Test
  void signingInAgainBeginsItsTimeAnew() {
    Login login = new Login("a", "ada");
    table.begin(login, () -> {}, 0);
    assertEquals(login, table.remove("a").orElseThrow());
    table.begin(login, () -> {}, 50 * SECOND);
    assertTrue(table.use("a", "ada", 65 * SECOND).isPresent());
  }

  private List<String> begin(String id, String person, long now) {
    return ids(table.begin(new Login(id, person), () -> {}, now));
  }

  private static List<String> ids(List<Login> logins) {
    return logins.stream().map(Login::id).toList();
  }
}
