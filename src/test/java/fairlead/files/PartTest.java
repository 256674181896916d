package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {
  @Test
  void itIsBesideItsTarget() {
    assertEquals(
        "/srv/.disk.iso.k1.fairlead-part",
        Part.of(new RemotePath("/srv/disk.iso"), "k1").orElseThrow().bytes());
  }

  @Test
  void anotherFileOfThatNameHasAnother() {
    RemotePath target = new RemotePath("/srv/disk.iso");
    assertNotEquals(Part.of(target, "k1"), Part.of(target, "k2"));
  }

  @Test
  void longNamesStayWithinWhatFileSystemsTake() {
    RemotePath one = Part.of(new RemotePath("/" + "x".repeat(255)), "k").orElseThrow();
    RemotePath other = Part.of(new RemotePath("/" + "x".repeat(254) + "y"), "k").orElseThrow();
    assertEquals(255, Part.onlyCopy(one).name().length());
    assertEquals(one, Part.notOnlyCopy(Part.onlyCopy(one)));
    assertNotEquals(one, other);
  }

  /** Java's own hashes of these are the same. */
  @Test
  void namesAndDirectoriesAreTellableApart() {
    String most = "x".repeat(250);
    assertNotEquals(
        Part.of(new RemotePath("/Aa" + most), "k"), Part.of(new RemotePath("/BB" + most), "k"));
    assertNotEquals(
        Part.of(new RemotePath("/" + most + "AaAa"), "k"),
        Part.of(new RemotePath("/" + most + "BBBB"), "k"));
    assertNotEquals(
        Part.away(RemotePath.ROOT, new RemotePath("/Aa/file"), "k"),
        Part.away(RemotePath.ROOT, new RemotePath("/BB/file"), "k"));
  }

  @Test
  void onlyPartsAreTakenForParts() {
    for (String name : List.of(".disk.iso.k1.fairlead-part", ".new\nline.k1.fairlead-part")) {
      assertTrue(Part.is(file(name, RemoteFile.Kind.FILE)), name);
      assertFalse(Part.is(file(name, RemoteFile.Kind.DIRECTORY)), name);
    }
    for (String name :
        List.of("disk.iso.k1.fairlead-part", ".disk.iso.K.fairlead-part", ".k1.fairlead-part")) {
      assertFalse(Part.is(file(name, RemoteFile.Kind.FILE)), name);
    }
  }

  private static RemoteFile file(String name, RemoteFile.Kind kind) {
    return new RemoteFile(RemotePath.ROOT.child(name), kind, 1, Instant.EPOCH, 0644, "", 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "../x", "a/b", "012345678901234567890123456789012"})
  void aKeyIsNoPath(String key) {
    assertTrue(Part.of(new RemotePath("/a"), key).isEmpty());
  }
}
