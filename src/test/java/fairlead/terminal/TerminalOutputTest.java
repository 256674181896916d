package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Granting;
import fairlead.failure.Refused;
import fairlead.ssh.Exit;
import fairlead.ssh.FlowControl;
import fairlead.ssh.Size;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a shell's packets become frames. */
@Timeout(20)
class TerminalOutputTest {
  private static final Size WINDOW = new Size(80, 24);
  private static final int SSH_WINDOW = 256 * 1024;
  private static final byte[] PACKET = new byte[4_095];

  private final FakeWire wire = new FakeWire(true);
  private final FrameSender sender = new FrameSender(wire, () -> {});
  private final Terminal terminal = terminal(Duration.ofSeconds(30));

  private static Terminal terminal(Duration hold) {
    return new Terminal(
        Granting.to(new Person("ada", Set.of(Role.OPERATOR), "login"), "web-1"),
        WINDOW,
        true,
        new TerminalSettings.Limits(256 * 1024, 4096, hold),
        Thread::new,
        Untraced.terminal());
  }

  @Test
  void aLoneEchoLeavesAtOnce() throws Exception {
    attach();
    terminal.bytes(new byte[1], 0, 1);
    terminal.flush();
    assertEquals(List.of(1), wire.frames());
  }

  /** The shell ends between the moment when its viewer is known and its greeting. */
  @Test
  void anEndWhileAViewerIsAttachedComesAfterItsGreetingAndOutput() throws Exception {
    terminal.bytes(new byte[4], 0, 4);
    terminal.attach(
        sender,
        0,
        0,
        WINDOW,
        at -> {
          terminal.end(Ending.of(Ending.Reason.CLOSED));
          return "opened";
        });
    assertEquals("opened", wire.texts().get(0));
    assertTrue(wire.texts().get(1).contains("\"ended\""), wire.texts().get(1));
    assertEquals(List.of(4), wire.frames());
    assertEquals(1, wire.closes().size());
    assertTrue(sender.finished());
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
    terminal.output().acknowledged(sender, sender.sent());
    assertEquals(10, wire.frames().size());
    assertEquals(2 * PACKET.length, wire.frames().get(9));
  }

  @Test
  void noMoreThanTheMarkIsSentUnacknowledged() throws Exception {
    attach();
    terminal.bytes(new byte[3 * FlowControl.MARK_LEAST], 0, 3 * FlowControl.MARK_LEAST);
    terminal.flush();
    assertEquals(FlowControl.MARK_LEAST, sent());
    terminal.output().acknowledged(sender, sender.sent());
    assertTrue(sent() > FlowControl.MARK_LEAST, "an acknowledgement makes room");
  }

  @Test
  void theHostMaySendOneWindowAndNoMoreToAViewerThatStandsStill() throws Exception {
    attach();
    int kept = 0;
    assertEquals(SSH_WINDOW, terminal.room(SSH_WINDOW), "nothing waits");
    while (terminal.room(SSH_WINDOW) > 0) {
      packet();
      kept += PACKET.length;
    }
    assertTrue(kept <= SSH_WINDOW + FlowControl.MARK_LEAST + PACKET.length, kept + " bytes");
    while (sender.sent() < kept) {
      terminal.output().acknowledged(sender, sender.sent());
    }
    terminal.output().acknowledged(sender, kept);
    assertEquals(SSH_WINDOW, terminal.room(SSH_WINDOW));
  }

  @Test
  void everyByteIsHeldForAViewerThatStandsStillAndThenOneThatComesBack() throws Exception {
    attach();
    byte[] random = new byte[SSH_WINDOW + FlowControl.MARK_LEAST + SSH_WINDOW];
    new Random(5).nextBytes(random);
    terminal.bytes(random, 0, random.length);
    terminal.flush();
    terminal.detach(sender, 1006);
    FakeWire next = new FakeWire(true);
    FrameSender back = new FrameSender(next, () -> {});
    terminal.attach(back, 0, 0, WINDOW, at -> "{}");
    while (back.sent() < random.length) {
      terminal.output().acknowledged(back, back.sent());
    }
    assertArrayEquals(random, next.bytes());
  }

  @Test
  void anEndedShellsOutputWaitsForNoAcknowledgement() throws Exception {
    attach();
    terminal.bytes(new byte[3 * FlowControl.MARK_LEAST], 0, 3 * FlowControl.MARK_LEAST);
    terminal.ended(new Exit.Status(0));
    assertEquals(3 * FlowControl.MARK_LEAST, sent());
    assertEquals(1, wire.closes().size());
  }

  @Test
  void aViewerThatWasLostForLongLetsTheHostGoOn() throws Exception {
    Terminal impatient = terminal(Duration.ZERO);
    impatient.attach(sender, 0, 0, WINDOW, at -> "{}");
    impatient.bytes(new byte[SSH_WINDOW], 0, SSH_WINDOW);
    assertTrue(impatient.room(SSH_WINDOW) < SSH_WINDOW);
    impatient.detach(sender, 1006);
    assertEquals(SSH_WINDOW, impatient.room(SSH_WINDOW));
  }

  @Test
  void whatATakenOverConnectionStillDeliversIsNotTypedTwice() throws Exception {
    attach();
    assertTrue(terminal.type(sender, new byte[] {1, 2, 3}));
    FrameSender next = new FrameSender(new FakeWire(true), () -> {});
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
    assertTrue(terminal.type(sender, new byte[] {4, 5}), "late, and no reason to be refused");
    terminal.interrupt(sender);
    assertEquals(3, terminal.input().accepted());
    assertTrue(terminal.type(next, new byte[] {4, 5}));
    assertEquals(5, terminal.input().accepted());
  }

  private void attach() throws Refused {
    terminal.attach(sender, 0, 0, WINDOW, at -> "{}");
  }

  private int sent() {
    return wire.frames().stream().mapToInt(Integer::intValue).sum();
  }

  private void packet() throws Exception {
    terminal.bytes(PACKET, 0, PACKET.length);
    terminal.flush();
  }
}
