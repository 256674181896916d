package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private static final Instant CHANGED = Instant.ofEpochSecond(1_000_000);
  private static final String STRONG = "\"7-1000000\"";

  @Test
  void aFileThatRestsHasAStrongTag() {
    EntityTag tag = after(61);
    assertEquals(STRONG, tag.header());
    assertTrue(tag.satisfies(STRONG));
  }

  /** The last is in the future: the host's clock is wrong. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 59, 60, -3_600})
  void aFileThatMayChangeWithinTheSameSecondHasAWeakOneThatAllowsNoRange(long seconds) {
    EntityTag tag = after(seconds);
    assertEquals("W/" + STRONG, tag.header());
    assertFalse(tag.satisfies("W/" + STRONG));
    assertFalse(tag.satisfies(STRONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"7-1000000\"",
        "\"8-1000000\"",
        "\"7-1000001\"",
        "*",
        "",
        "7-1000000",
        "\"7-1000000\", \"x\"",
        "Mon, 12 Jan 1970 13:46:40 GMT"
      })
  void nothingElseAllowsARange(String ifRange) {
    assertFalse(after(3_600).satisfies(ifRange));
  }

  @ParameterizedTest
  @ValueSource(strings = {STRONG, "*", "\"x\", " + STRONG, STRONG + " ,\"y\""})
  void aStateIsMatchedByItsStrongTag(String ifMatch) {
    assertTrue(after(3_600).matches(ifMatch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/" + STRONG, "\"8-1000000\"", "", "7-1000000"})
  void noOtherTagMatches(String ifMatch) {
    assertFalse(after(3_600).matches(ifMatch));
    assertFalse(after(1).matches(STRONG), "it may have changed within its second");
  }

  /** The kernel's files say so of themselves. */
  @Test
  void anEmptyFileHasAWeakTag() {
    RemoteFile file =
        new RemoteFile(new RemotePath("/data"), RemoteFile.Kind.FILE, 0, CHANGED, 0644, "1:1", 1);
    assertTrue(EntityTag.of(file, CHANGED.plusSeconds(3_600)).weak());
  }

  private static EntityTag after(long seconds) {
    RemoteFile file =
        new RemoteFile(new RemotePath("/data"), RemoteFile.Kind.FILE, 7, CHANGED, 0644, "1:1", 1);
    return EntityTag.of(file, CHANGED.plusSeconds(seconds));
  }
}
