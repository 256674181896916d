package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.access.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TerminalSettingsTest {
  private final TerminalSettings settings = TerminalsTest.settings();

  @Test
  void aRoleWithoutAGraceTimeOfItsOwnHasThatOfAll() {
    settings.grace = Duration.ofMinutes(30);
    assertEquals(Duration.ofMinutes(30), settings.grace(Set.of(Role.OPERATOR)));
    assertEquals(Duration.ofMinutes(30), settings.grace(Set.of(Role.ADMIN)));
    assertEquals(Duration.ZERO, settings.grace(Set.of(Role.AUDITOR)), "they open nothing");
  }

  @Test
  void whoHasSeveralRolesHasTheLongestOfTheirGraceTimes() {
    settings.grace = Duration.ofMinutes(30);
    settings.graceOperator = Optional.of(Duration.ofMinutes(5));
    settings.graceAdmin = Optional.of(Duration.ofHours(2));
    assertEquals(Duration.ofMinutes(5), settings.grace(Set.of(Role.OPERATOR)));
    assertEquals(Duration.ofHours(2), settings.grace(Set.of(Role.OPERATOR, Role.ADMIN)));
    assertEquals(Duration.ofMinutes(5), settings.grace(Set.of(Role.OPERATOR, Role.AUDITOR)));
  }
}
