package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.HostText;
import fairlead.ssh.SshException;
import fairlead.ssh.login.Password;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of hosts that are longer than what is kept of them. */
class HostTextTest {
  private static final String REASON = "Not allowed at this time";

  @Test
  void aLongTextIsCutVisibly() {
    assertEquals("abc", HostText.shown("abc", 3));
    assertEquals("ab…", HostText.shown("abcd", 3));
    assertEquals("😀…", HostText.shown("😀😀😀", 2));
  }

  @Test
  void theNewestLinesAreKept() {
    assertEquals("a\nb", HostText.added("a", "b", 3));
    assertEquals("…\nbc", HostText.added("aaa", "bc", 4));
    assertEquals("…c", HostText.added("a", "bbc", 2));
    assertEquals("…\nb", HostText.added("a😀", "b", 4), "and no half of a character");
  }

  @Test
  void whatAHostSaysAfterALongBannerIsNotLost() {
    HostMessages messages = new HostMessages();
    assertTrue(messages.add("b".repeat(8_192)));
    assertTrue(messages.add(REASON));
    assertTrue(messages.all().startsWith("…bbb"));
    assertTrue(messages.all().endsWith("\n" + REASON));
    assertEquals(8_192, messages.all().length());
    assertFalse(messages.add(REASON), "said already");
  }

  @Test
  void aLongExplanationIsShortened() {
    ConnectNotes notes = new ConnectNotes(host(), null, new HostMessages());
    notes.explains("e".repeat(5_000));
    String said = explained(notes);
    assertTrue(said.endsWith("eee…"), said);
    notes.explains(REASON);
    said = explained(notes);
    assertTrue(said.endsWith("eee…\n" + REASON), said);
  }

  private static String explained(ConnectNotes notes) {
    SshException refused = new SshException(SshException.Reason.AUTHENTICATION_REFUSED, "No.");
    return notes.explained(refused).getMessage();
  }

  private static Destination host() {
    return new Destination(
        "web", "127.0.0.1", 22, "ada", List.of(new Password()), HostKeyPolicy.STRICT, true);
  }
}
