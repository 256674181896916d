package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.ssh.FileException;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private final ListingMemory memory = new ListingMemory(1 << 20);
  private final MemoryFiles files = new MemoryFiles();
  private final FilesSettings settings = Defaults.of(new FilesSettings());

  @Test
  void holdsWhatIsBelowWithTheDirectorysName() throws Exception {
    files.file("/srv/data/a", "A");
    files.file("/srv/data/sub/b", "B");
    files.directory("/srv/data/empty");
    files.file("/srv/other", "no");
    Map<String, byte[]> entries = entries(100);
    assertEquals(
        java.util.Set.of("data/a", "data/sub/", "data/sub/b", "data/empty/"), entries.keySet());
    assertArrayEquals("B".getBytes(UTF_8), entries.get("data/sub/b"));
  }

  @Test
  void saysWhatItLacks() throws Exception {
    files.file("/srv/data/a", "A");
    files.refused("/srv/data/secret");
    files.other("/srv/data/link", RemoteFile.Kind.LINK);
    files.other("/srv/data/pipe", RemoteFile.Kind.OTHER);
    Map<String, byte[]> entries = entries(100);
    String leftOut = new String(entries.get("NOT-IN-THIS-ARCHIVE.txt"), UTF_8);
    assertTrue(entries.containsKey("data/a"));
    assertTrue(leftOut.contains("data/secret: "), leftOut);
    assertTrue(leftOut.contains("data/link: a link"), leftOut);
    assertTrue(leftOut.contains("data/pipe: not a regular file"), leftOut);
  }

  @Test
  void namesThatLookTheSameStayTwo() throws Exception {
    files.file("/srv/data/\u00ff", "1");
    files.file("/srv/data/\u00fe", "2");
    assertEquals(java.util.Set.of("data/\ufffd", "data/\ufffd (2)"), entries(100).keySet());
  }

  @Test
  void noNameLeavesTheDirectoryWhereverItIsUnpacked() throws Exception {
    String[] names = {
      "..\\..\\evil",
      "C:\\evil",
      "c:evil",
      "\\\\server\\share",
      "...",
      ".. ",
      "x. ",
      "NUL",
      "com1.txt",
      "aux .c",
      "a\nb\u001b",
      "stream:ads"
    };
    for (String name : names) {
      files.file("/srv/data/" + name, name);
    }
    files.file("/srv/data/a\\b/inner", "1");
    files.file("/srv/data/a_b/inner", "2");
    Map<String, byte[]> entries = entries(100);
    assertEquals(
        java.util.Set.of(
            "data/.._.._evil",
            "data/C__evil",
            "data/c_evil",
            "data/__server_share",
            "data/___",
            "data/___ (2)",
            "data/x__",
            "data/_NUL",
            "data/_com1.txt",
            "data/_aux .c",
            "data/a\ufffdb\ufffd",
            "data/stream_ads",
            "data/a_b/",
            "data/a_b/inner",
            "data/a_b (2)/",
            "data/a_b (2)/inner"),
        entries.keySet());
    assertEquals("1", new String(entries.get("data/a_b/inner"), UTF_8));
    assertEquals("2", new String(entries.get("data/a_b (2)/inner"), UTF_8));
  }

  @Test
  void namesThatDifferInCaseOnlyStayTwo() throws Exception {
    files.file("/srv/data/README", "1");
    files.file("/srv/data/readme", "2");
    assertEquals(java.util.Set.of("data/README", "data/readme (2)"), entries(100).keySet());
  }

  @Test
  void aNumberStandsBeforeWhatTellsTheKindOfAFile() throws Exception {
    files.file("/srv/data/.profile", "1");
    files.file("/srv/data/.PROFILE", "2");
    files.file("/srv/data/a*.pdf", "3");
    files.file("/srv/data/a?.pdf", "4");
    files.file("/srv/data/a<.pdf", "5");
    assertEquals(
        java.util.Set.of(
            "data/.PROFILE",
            "data/.profile (2)",
            "data/a_.pdf",
            "data/a_ (2).pdf",
            "data/a_ (3).pdf"),
        entries(100).keySet());
  }

  @Test
  void namesThatDifferInCompositionOnlyStayTwo() throws Exception {
    files.file("/srv/data/" + RemotePath.bytesOf("e\u0301te\u0301"), "decomposed");
    files.file("/srv/data/" + RemotePath.bytesOf("\u00e9t\u00e9"), "composed");
    files.file("/srv/data/" + RemotePath.bytesOf("\u00c9T\u00c9"), "in capitals");
    files.file("/srv/data/" + RemotePath.bytesOf("\u03c3"), "sigma");
    files.file("/srv/data/" + RemotePath.bytesOf("\u03c2"), "final sigma");
    assertEquals(
        java.util.Set.of(
            "data/e\u0301te\u0301",
            "data/\u00c9T\u00c9 (2)",
            "data/\u00e9t\u00e9 (3)",
            "data/\u03c2",
            "data/\u03c3 (2)"),
        entries(100).keySet());
  }

  @Test
  void noNameHoldsWhatWindowsTakesInNone() throws Exception {
    files.file("/srv/data/" + RemotePath.bytesOf("a*b?c<d>e|f\"g"), "1");
    files.file("/srv/data/" + RemotePath.bytesOf("a\u0001b\u007fc\u0085d"), "2");
    files.file("/srv/data/" + RemotePath.bytesOf("x\u200fy\u061cz"), "3");
    assertEquals(
        java.util.Set.of(
            "data/a_b_c_d_e_f_g", "data/a\ufffdb\ufffdc\ufffdd", "data/x\ufffdy\ufffdz"),
        entries(100).keySet());
  }

  @Test
  void entriesWithoutAFilesNameAreCounted() throws Exception {
    files.file("/srv/data/a", "A");
    files.dropped(3);
    String leftOut = new String(entries(100).get("NOT-IN-THIS-ARCHIVE.txt"), UTF_8);
    assertEquals("data/: 3 with invalid names\n", leftOut);
  }

  @Test
  void aDirectoryThatIsNamedAsTheLastEntryStaysApart() throws Exception {
    files.other("/srv/data/link", RemoteFile.Kind.LINK);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Archive(
            files, new RemotePath("/srv/data"), "not-in-this-archive.TXT", settings, memory, "ada")
        .write(bytes);
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()), UTF_8);
    assertEquals("NOT-IN-THIS-ARCHIVE.txt", zip.getNextEntry().getName());
    String leftOut = new String(zip.readAllBytes(), UTF_8);
    assertEquals("not-in-this-archive (2).TXT/link: a link\n", leftOut);
  }

  @Test
  void whatItLacksIsNamedInABoundedList() throws Exception {
    settings.leftOut = 3;
    for (int i = 0; i < 10; i++) {
      files.other("/srv/data/link" + i, RemoteFile.Kind.LINK);
    }
    files.directory("/srv/data");
    String leftOut = new String(entries(100).get("NOT-IN-THIS-ARCHIVE.txt"), UTF_8);
    assertEquals(4, leftOut.lines().count());
    assertTrue(leftOut.endsWith("and 7 more\n"), leftOut);
  }

  @Test
  void namesAreBoundedTogether() throws Exception {
    settings.nameBytes = 100;
    for (int i = 0; i < 10; i++) {
      files.file("/srv/data/file" + i, "x");
    }
    assertTrue(entries(100).size() < 6);
  }

  @Test
  void endsAtTheMostAndSaysSo() throws Exception {
    for (int i = 0; i < 5; i++) {
      files.file("/srv/data/" + i, "x");
    }
    Map<String, byte[]> entries = entries(3);
    assertEquals(4, entries.size());
    assertTrue(
        new String(entries.get("NOT-IN-THIS-ARCHIVE.txt"), UTF_8)
            .contains("file limit is reached"));
  }

  @Test
  void aLostConnectionBreaksItOff() {
    files.file("/srv/data/a", "A");
    files.close();
    FileException lost = assertThrows(FileException.class, () -> entries(100));
    assertEquals(FileException.Reason.LOST, lost.reason());
  }

  private Map<String, byte[]> entries(int most) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    settings.archiveFiles = most;
    new Archive(files, new RemotePath("/srv/data"), "data", settings, memory, "ada").write(bytes);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()), UTF_8);
    for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
      entries.put(one.getName(), zip.readAllBytes());
    }
    return entries;
  }
}
