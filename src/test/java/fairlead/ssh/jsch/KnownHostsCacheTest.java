package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of {@code known_hosts}, and when it is not. */
class KnownHostsCacheTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n";

  private static final Instant BEFORE = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("known_hosts");
  }

  @Test
  void openingsShareWhatIsInTheFile() throws IOException {
    write("one " + KEY, BEFORE);
    KnownHosts first = KnownHostsCache.read(file);
    assertEquals(1, first.of("one").size());
    assertSame(first, KnownHostsCache.read(file));
  }

  @Test
  void whatIsAppendedIsSeen() throws IOException {
    write("one " + KEY, BEFORE);
    KnownHostsCache.read(file);
    write("one " + KEY + "two " + KEY, BEFORE);
    assertEquals(1, KnownHostsCache.read(file).of("two").size());
  }

  @Test
  void aFileOfTheSameSizeThatIsWrittenAnewIsSeen() throws IOException {
    write("one " + KEY, BEFORE);
    KnownHostsCache.read(file);
    write("two " + KEY, BEFORE.plusMillis(10));
    assertEquals(1, KnownHostsCache.read(file).of("two").size());
  }

  @Test
  void anotherFileInItsPlaceIsSeen() throws IOException {
    write("one " + KEY, BEFORE);
    KnownHostsCache.read(file);
    Path other = Files.writeString(directory.resolve("other"), "two " + KEY);
    Files.setLastModifiedTime(other, FileTime.from(BEFORE));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(1, KnownHostsCache.read(file).of("two").size());
  }

  @Test
  void aFileThatWasJustWrittenIsReadAgain() throws IOException {
    Instant now = Instant.now();
    write("one " + KEY, now);
    assertNotSame(KnownHostsCache.read(file), KnownHostsCache.read(file));
    // Within the same tick of the file's clock, and of the same size.
    write("two " + KEY, now);
    assertEquals(1, KnownHostsCache.read(file).of("two").size());
  }

  @Test
  void aFileThatIsGoneKnowsNobody() throws IOException {
    write("one " + KEY, BEFORE);
    KnownHostsCache.read(file);
    Files.delete(file);
    assertEquals(0, KnownHostsCache.read(file).of("one").size());
  }

  private void write(String text, Instant modified) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
