package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Granting;
import fairlead.ssh.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a shell's packets become frames. */
@Timeout(20)
class TerminalOutputTest {
  private static final Size WINDOW = new Size(80, 24);
  private static final byte[] PACKET = new byte[4_095];

  private final FakeWire wire = new FakeWire(true);
  private final Viewer viewer = new Viewer(wire, () -> {});
  private final Terminal terminal =
      new Terminal(
          Granting.to(new Person("ada", Set.of(Role.OPERATOR), "login"), "web-1"),
          WINDOW,
          true,
          new TerminalSettings.Limits(256 * 1024, 4096, Duration.ofSeconds(30)),
          Thread::new,
          Untraced.terminal());

  @Test
  void aLoneEchoLeavesAtOnce() throws Exception {
    attach();
    terminal.bytes(new byte[1], 0, 1);
    terminal.flush();
    assertEquals(List.of(1), wire.frames());
  }

  @Test
  void aBurstIsOneFrame() throws Exception {
    attach();
    for (int i = 0; i < 5; i++) {
      terminal.bytes(PACKET, 0, PACKET.length);
    }
    assertEquals(List.of(), wire.frames());
    terminal.flush();
    assertEquals(List.of(5 * PACKET.length), wire.frames());
  }

  @Test
  void whatComesForABusyBrowserLeavesWithItsAcknowledgement() throws Exception {
    attach();
    for (int i = 0; i < 9; i++) {
      packet();
    }
    assertEquals(9, wire.frames().size(), "not busy before 32 KiB are unacknowledged");
    packet();
    packet();
    assertEquals(9, wire.frames().size(), "busy");
    terminal.output().acknowledged(viewer, viewer.sent());
    assertEquals(10, wire.frames().size());
    assertEquals(2 * PACKET.length, wire.frames().get(9));
  }

  @Test
  void whatHasGatheredLeavesBeforeTheShellWaitsForItsAcknowledgement() throws Exception {
    attach();
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          int mark = HighWater.LEAST;
          byte[] most = new byte[mark];
          terminal.bytes(most, 0, mark);
          Thread acknowledging =
              new Thread(
                  () -> {
                    while (viewer.sent() == 0) {
                      Thread.onSpinWait();
                    }
                    try {
                      terminal.output().acknowledged(viewer, viewer.sent());
                    } catch (Refused e) {
                      throw new IllegalStateException(e);
                    }
                  });
          acknowledging.start();
          terminal.bytes(PACKET, 0, PACKET.length);
          acknowledging.join();
        });
  }

  @Test
  void whatATakenOverConnectionStillDeliversIsNotTypedTwice() throws Exception {
    attach();
    assertTrue(terminal.type(viewer, new byte[] {1, 2, 3}));
    Viewer next = new Viewer(new FakeWire(true), () -> {});
    long[] goesOnAt = new long[1];
    terminal.attach(
        next,
        0,
        0,
        WINDOW,
        at -> {
          goesOnAt[0] = at.input();
          return "{}";
        });
    assertEquals(3, goesOnAt[0]);
    assertTrue(terminal.type(viewer, new byte[] {4, 5}), "late, and no reason to be refused");
    terminal.interrupt(viewer);
    assertEquals(3, terminal.input().accepted());
    assertTrue(terminal.type(next, new byte[] {4, 5}));
    assertEquals(5, terminal.input().accepted());
  }

  private void attach() throws Refused {
    terminal.attach(viewer, 0, 0, WINDOW, at -> "{}");
  }

  private void packet() throws Exception {
    terminal.bytes(PACKET, 0, PACKET.length);
    terminal.flush();
  }
}
