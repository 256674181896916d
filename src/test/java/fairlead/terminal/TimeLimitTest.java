package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Granting;
import fairlead.failure.Refused;
import fairlead.ssh.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a terminal ends by itself, and that its person is told before. */
class TimeLimitTest {
  private static final Size WINDOW = new Size(80, 24);

  private final TerminalSettings settings = TerminalsTest.settings();
  private final FakeWire wire = new FakeWire(true);
  private final FrameSender sender = new FrameSender(wire, () -> {});
  private final Terminal terminal =
      new Terminal(
          Granting.to(new Person("ada", Set.of(Role.OPERATOR), "login"), "web-1"),
          WINDOW,
          true,
          new TerminalSettings.Limits(256 * 1024, 4096, Duration.ofSeconds(30)),
          Thread::new,
          Untraced.terminal());
  private final long opened = System.nanoTime();

  @BeforeEach
  void attach() throws Refused {
    settings.warning = Duration.ofMinutes(10);
    terminal.attach(sender, 0, 0, WINDOW, at -> "{}");
  }

  @Test
  void withoutLimitsItStays() {
    after(Duration.ofDays(30));
    assertNull(terminal.ending());
    assertEquals(List.of(), notices());
  }

  @Test
  void whoDoesNotTypeIsWarnedOnceAndThenItEnds() {
    settings.idleTimeout = Duration.ofHours(2);
    after(Duration.ofMinutes(100));
    assertEquals(List.of(), notices());
    after(Duration.ofMinutes(115));
    after(Duration.ofMinutes(116));
    assertEquals(1, notices().size());
    assertTrue(notices().get(0).contains("\"idle\""), notices().get(0));
    assertNull(terminal.ending());
    after(Duration.ofMinutes(121));
    assertEquals(Ending.Reason.IDLE, terminal.ending().reason());
  }

  @Test
  void whoTypesAfterTheWarningIsWarnedAgainTheNextTime() {
    TimeLimit limit = new TimeLimit("idle", Ending.Reason.IDLE);
    for (int passed : new int[] {115, 9, 115}) {
      limit.tick(
          terminal, Duration.ofHours(2), settings.warning, Duration.ofMinutes(passed).toNanos());
    }
    assertEquals(2, notices().size());
    assertTrue(notices().get(1).contains("\"seconds\":300"), notices().get(1));
    assertNull(terminal.ending());
  }

  @Test
  void theLongestTimeHasItsOwnWarningAndReason() {
    settings.maximumTime = Duration.ofHours(2);
    after(Duration.ofMinutes(115));
    assertTrue(notices().get(0).contains("\"maximum\""), notices().get(0));
    after(Duration.ofMinutes(121));
    assertEquals(Ending.Reason.MAXIMUM, terminal.ending().reason());
  }

  private void after(Duration since) {
    terminal.tick(settings, opened + since.toNanos());
  }

  private List<String> notices() {
    return wire.texts().stream().filter(text -> text.contains("This terminal ends in")).toList();
  }
}
