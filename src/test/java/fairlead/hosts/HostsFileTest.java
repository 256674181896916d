package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.yaml.YamlFile;
import fairlead.yaml.YamlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
  @TempDir Path directory;

  private Path path;
  private long now;
  private HostsFile file;

  @BeforeEach
  void open() {
    path = directory.resolve("hosts.yaml");
    file =
        new HostsFile(
            Defaults.of(new HostsSettings(), directory),
            Defaults.of(new YamlSettings()),
            () -> now);
  }

  @Test
  void noFileIsNoProblem() {
    assertEquals(List.of(), names());
    assertEquals(Optional.empty(), file.problem());
    assertTrue(file.usable());
  }

  @Test
  void aChangeIsSeenWithinASecond() throws IOException {
    write("a");
    assertEquals(List.of("a"), names());
    write("bb");
    assertEquals(List.of("a"), names());
    later();
    assertEquals(List.of("bb"), names());
  }

  @Test
  void aTurnedLinkIsSeenEvenWhenTimeAndSizeAreTheSame() throws IOException {
    Path one = Files.writeString(directory.resolve("one"), yaml("a"));
    Path two = Files.writeString(directory.resolve("two"), yaml("b"));
    Files.setLastModifiedTime(two, Files.getLastModifiedTime(one));
    Files.createSymbolicLink(path, one);
    assertEquals(List.of("a"), names());
    Path next = Files.createSymbolicLink(directory.resolve("next"), two);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    later();
    assertEquals(List.of("b"), names());
  }

  @Test
  void aBrokenFileLeavesTheLastGoodOneInUse() throws IOException {
    write("a");
    assertEquals(List.of("a"), names());
    Files.writeString(path, "hosts: [{name: a}]");
    later();
    assertEquals(List.of("a"), names());
    assertEquals(
        "hosts.yaml, line 1, column 9: a host without address (expected: name, address and user);"
            + " hosts.yaml, line 1, column 9: a host without user (expected: name, address and user)"
            + " The last valid version stays in use.",
        file.problem().orElseThrow());
    assertTrue(file.usable());
    write("bb");
    later();
    assertEquals(List.of("bb"), names());
    assertEquals(Optional.empty(), file.problem());
  }

  @Test
  void aFileThatWasNeverGoodIsNotUsable() throws IOException {
    Files.writeString(path, "hosts: 1");
    assertEquals(List.of(), names());
    assertFalse(file.usable());
    later();
    Files.delete(path);
    write("a");
    later();
    assertTrue(file.usable());
  }

  @Test
  void aFileThatGoesAwayLeavesItsHosts() throws IOException {
    write("a");
    assertEquals(List.of("a"), names());
    Files.delete(path);
    later();
    assertEquals(List.of("a"), names());
    assertEquals(
        "hosts.yaml was deleted. The last valid version stays in use.",
        file.problem().orElseThrow());
  }

  /** As an editor leaves it for a moment while it saves, and a full disk for longer. */
  @Test
  void aFileThatIsEmptiedLeavesItsHosts() throws IOException {
    write("a");
    assertEquals(List.of("a"), names());
    for (String empty : List.of("", "\n \n", "# hosts\n  # none\n", "\ufeff")) {
      Files.writeString(path, empty);
      later();
      assertEquals(List.of("a"), names());
      assertEquals(
          "hosts.yaml is empty. The last valid version stays in use.",
          file.problem().orElseThrow());
    }
    Files.writeString(path, "hosts: []");
    later();
    assertEquals(List.of(), names());
    assertEquals(Optional.empty(), file.problem());
  }

  @Test
  void aBrokenFileThatGoesAwayTakesItsProblemWithIt() throws IOException {
    Files.writeString(path, "hosts: 1");
    assertFalse(file.usable());
    Files.delete(path);
    later();
    assertTrue(file.usable());
    assertEquals(Optional.empty(), file.problem());
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Files.writeString(path, "#".repeat(YamlFile.BYTES + 1));
    assertEquals("hosts.yaml is larger than 1 MiB.", file.problem().orElseThrow());
  }

  @Test
  void whatIsNotTextIsNotRead() throws IOException {
    Files.write(path, new byte[] {(byte) 0xff, 0});
    assertEquals("hosts.yaml is not UTF-8 text.", file.problem().orElseThrow());
  }

  @Test
  void aFolderInItsPlaceIsAProblem() throws IOException {
    Files.createDirectory(path);
    assertEquals("hosts.yaml cannot be read.", file.problem().orElseThrow());
  }

  private List<String> names() {
    return file.hosts().stream().map(Host::name).toList();
  }

  private void later() {
    now += TimeUnit.SECONDS.toNanos(1);
  }

  private void write(String name) throws IOException {
    Files.writeString(path, yaml(name));
  }

  private static String yaml(String name) {
    return "hosts: [{name: " + name + ", address: b, user: u}]";
  }
}
