package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fairlead.testing.OpenSshServer;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files of a real SSH server, by the requests that the page makes. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class FilesIT {
  /** The server's heap is 512 MiB: four times as much cannot be in it. */
  private static final long LARGE = 2_200_000_000L;

  private static final int SLICE = 8 << 20;

  private static OpenSshServer sshd;

  /** Lets an account in that may do little. */
  private static OpenSshServer nobody;

  /** Writes files of 2 MiB at most: a disk that is full, for all that its clients see. */
  private static OpenSshServer full;

  private static Path homeOfNobody;

  private static Path directory;
  private Browserless person;
  private FilePanel panel;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"), "MaxSessions 2");
    directory = Site.directory("files");
    homeOfNobody = Site.directory("nobodys-home");
    Files.setPosixFilePermissions(homeOfNobody, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path ofNobody = Site.directory("nobody");
    for (Path readable : new Path[] {ofNobody, directory}) {
      Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    nobody = OpenSshServer.start(ofNobody, "ForceCommand internal-sftp -d " + homeOfNobody);
    full =
        OpenSshServer.start(
            Site.directory("full"),
            "ForceCommand bash -c 'trap \"\" XFSZ; ulimit -f 2048; exec /usr/lib/openssh/sftp-server'");
    Site.hosts(
        "hosts:\n"
            + full.entry("files-full", "ed25519")
            + nobody.entry("files-of-nobody", nobody.port(), "nobody", "ed25519")
            + sshd.entry("files-of-it", "ed25519")
            + sshd.entry("files-ask", "encrypted"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
      nobody.close();
      full.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    person = Browserless.signedIn("operator");
    panel = FilePanel.opened(person, "files-of-it");
  }

  @AfterEach
  void close() throws Exception {
    panel.close();
  }

  @Test
  void whatGoesUpComesDownByteForByte() throws Exception {
    byte[] bytes = random(3_000_000);
    assertTrue(upload("data", bytes, 0, bytes.length).getBoolean("done"));
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("data")));
    HttpResponse<byte[]> whole = download("content", "data", null);
    assertEquals(200, whole.statusCode());
    assertArrayEquals(bytes, whole.body());
    assertEquals(
        "attachment; filename*=UTF-8''data",
        whole.headers().firstValue("Content-Disposition").orElseThrow());
    HttpResponse<byte[]> rest = download("content", "data", "bytes=2999990-");
    assertEquals(206, rest.statusCode());
    assertArrayEquals(Arrays.copyOfRange(bytes, 2_999_990, 3_000_000), rest.body());
    assertEquals(416, download("content", "data", "bytes=3000000-").statusCode());
  }

  @Test
  void aRangeIsSentOnlyOfTheFileThatItsTagNames() throws Exception {
    Path file = directory.resolve("tagged");
    Files.writeString(file, "0123456789");
    String young = download("content", "tagged", null).headers().firstValue("ETag").orElseThrow();
    assertTrue(young.startsWith("W/"), "it may change again within its second");
    assertEquals("0123456789", rangeIf(young));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    String tag = download("content", "tagged", null).headers().firstValue("ETag").orElseThrow();
    assertFalse(tag.startsWith("W/"));
    assertEquals("6789", rangeIf(tag));
    Files.writeString(file, "abcdefghij");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1800)));
    assertEquals("abcdefghij", rangeIf(tag), "not the end of another file");
    Map<String, String> resumed = Map.of("Range", "bytes=6-", "If-Match", tag);
    assertEquals(412, person.bytesWith(url("content", "tagged"), resumed).statusCode());
  }

  private String rangeIf(String tag) throws Exception {
    Map<String, String> headers = Map.of("Range", "bytes=6-", "If-Range", tag);
    return new String(person.bytesWith(url("content", "tagged"), headers).body(), UTF_8);
  }

  /** A file with two names is written in place: what it held is gone then. */
  @Test
  void theOnlyWholeCopyOfAFileThatWasCutShortStays() throws Exception {
    byte[] bytes = random(5_000_000);
    Path target = Files.writeString(directory.resolve("two-names"), "old");
    Files.createLink(directory.resolve("second-name"), target);
    String all = "&key=k1&overwrite=true&size=5000000&offset=";
    // Not yet its end: the last byte is announced and comes later.
    String first = "&key=k1&overwrite=true&size=5000001&offset=0";
    assertEquals(200, person.put(url("upload", "two-names") + first, bytes).statusCode());
    FilePanel onFull = FilePanel.opened(person, "files-full");
    String there = onFull.url("upload", target);
    // As a server that stops right before the writing leaves it.
    Path onlyCopy = directory.resolve(".two-names.k1.fairlead-only-copy");
    Files.move(part("two-names"), onlyCopy);
    HttpResponse<String> refused = person.put(there + all + bytes.length, new byte[0]);
    assertEquals(422, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("two-names holds only a part of the new file now. "));
    HttpResponse<String> givenUp = person.call("DELETE", there + "&key=k1");
    assertEquals(409, givenUp.statusCode(), givenUp.body());
    assertArrayEquals(bytes, Files.readAllBytes(onlyCopy));
    HttpResponse<String> again =
        person.put(url("upload", "two-names") + all + bytes.length, new byte[0]);
    assertEquals(200, again.statusCode(), again.body());
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("second-name")));
    assertFalse(Files.exists(onlyCopy));
    onFull.close();
  }

  @Test
  void anUploadGoesOnWhereItStoppedAndOnlyThere() throws Exception {
    byte[] bytes = random(100_000);
    assertFalse(upload("slow", Arrays.copyOf(bytes, 60_000), 0, 100_000).getBoolean("done"));
    assertFalse(Files.exists(directory.resolve("slow")), "half a file has no name");
    JsonObject state = FilePanel.json(person.get(url("upload", "slow") + "&key=k1"));
    assertEquals(60_000, state.getInt("received"));
    HttpResponse<String> elsewhere =
        send("slow", Arrays.copyOfRange(bytes, 50_000, 100_000), 50_000, 100_000, "k1");
    assertEquals(412, elsewhere.statusCode());
    assertTrue(
        upload("slow", Arrays.copyOfRange(bytes, 60_000, 100_000), 60_000, 100_000)
            .getBoolean("done"));
    assertArrayEquals(bytes, Files.readAllBytes(directory.resolve("slow")));
  }

  @Test
  void aFileIsReplacedOnlyWhenThatIsAskedForAndKeepsItsPermissions() throws Exception {
    Path file = directory.resolve("script");
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    assertEquals(409, send("script", "new".getBytes(UTF_8), 0, 3, "k1").statusCode());
    assertEquals("old", Files.readString(file));
    HttpResponse<String> replaced =
        person.put(
            url("upload", "script") + "&key=k1&offset=0&size=3&overwrite=true",
            "new".getBytes(UTF_8));
    assertEquals(200, replaced.statusCode(), replaced.body());
    assertEquals("new", Files.readString(file));
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aFileThatIsNotToBeWrittenToIsNotReplaced() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root lets others in");
    FilePanel others = FilePanel.opened(person, "files-of-nobody");
    Path place = Files.createDirectories(directory.resolve("of-all"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = place.resolve("read-only");
    assertEquals(200, person.put(others.slice(file, 0, 6), "before".getBytes(UTF_8)).statusCode());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    HttpResponse<String> answer =
        person.put(others.slice(file, 0, 5) + "&overwrite=true", "after".getBytes(UTF_8));
    others.close();
    assertEquals(403, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("read-only is write-protected"), answer.body());
    assertEquals("before", Files.readString(file));
  }

  @Test
  void partsArePrivateAndNewFilesAreAsUsual() throws Exception {
    upload("fresh", new byte[1_000], 0, 2_000);
    assertEquals("rw-------", mode(part("fresh")));
    upload("fresh", new byte[1_000], 1_000, 2_000);
    // As the umask of the host has it, which is that of this test.
    Path usual = Files.createFile(directory.resolve("usual"));
    assertEquals(mode(usual), mode(directory.resolve("fresh")));
    assertEquals(0, parts("fresh"));
  }

  @Test
  void specialBitsAreNotCopied() throws Exception {
    Path file = Files.writeString(directory.resolve("setuid"), "old");
    assertEquals(0, new ProcessBuilder("chmod", "4755", file.toString()).start().waitFor());
    assertEquals(200, replace("setuid", "new").statusCode());
    assertEquals(0755, (int) Files.getAttribute(file, "unix:mode") & 07777);
  }

  @Test
  void linksStayAndAreWrittenThrough() throws Exception {
    Path real = Files.writeString(directory.resolve("real"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    assertEquals(409, send("link", "new".getBytes(UTF_8), 0, 3, "k1").statusCode());
    assertEquals(200, replace("link", "new").statusCode());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
    Path dangling = directory.resolve("dangling");
    Files.createSymbolicLink(dangling, directory.resolve("later"));
    assertEquals(409, send("dangling", "new".getBytes(UTF_8), 0, 3, "k1").statusCode());
    assertTrue(Files.notExists(directory.resolve("later")));
    assertEquals(200, replace("dangling", "new").statusCode());
    assertTrue(Files.isSymbolicLink(dangling));
    assertEquals("new", Files.readString(directory.resolve("later")));
    Files.createSymbolicLink(directory.resolve("to-directory"), directory);
    assertEquals(409, replace("to-directory", "new").statusCode());
  }

  @Test
  void hardLinksAndGroupsStay() throws Exception {
    Path one = Files.writeString(directory.resolve("hard"), "old");
    Path other = Files.createLink(directory.resolve("hard-too"), one);
    assertEquals(200, replace("hard", "new").statusCode());
    assertEquals("new", Files.readString(other));
    assertTrue(Files.isSameFile(one, other));
    assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
    Path grouped = Files.writeString(directory.resolve("grouped"), "old");
    Files.setAttribute(grouped, "unix:gid", 12_345);
    assertEquals(200, replace("grouped", "new").statusCode());
    assertEquals(12_345, Files.getAttribute(grouped, "unix:gid"));
    assertEquals("new", Files.readString(grouped));
  }

  /** As root, nothing is denied: so this is another account. */
  @Test
  void whatIsDeniedIsSaidToBeAndWhatIsAllowedWorks() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root lets others in");
    Path place = Files.createDirectories(directory.resolve("place"));
    Path file = Files.writeString(place.resolve("writable"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path secret = Files.writeString(place.resolve("secret"), "secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path entered = Files.createDirectories(directory.resolve("entered"));
    Files.writeString(entered.resolve("known"), "known");
    Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx--x--x"));
    FilePanel theirs = FilePanel.opened(person, "files-of-nobody");
    String denied = "{\"message\":\"Your account may not do this on files-of-nobody.\"}";
    for (String url :
        new String[] {
          theirs.url("content", secret),
          theirs.url("readable", secret),
          theirs.url("archive", entered),
          "/api/files/" + theirs.id() + "/entries?path=" + entered,
          "/api/files/" + theirs.id() + "/entry/text?path=" + secret
        }) {
      HttpResponse<String> answer = person.get(url);
      assertEquals(403, answer.statusCode(), url + " " + answer.body());
      assertEquals(denied, answer.body(), url);
    }
    assertEquals("known", person.get(theirs.url("content", entered.resolve("known"))).body());
    HttpResponse<String> fresh =
        person.put(
            theirs.url("upload", place.resolve("new")) + "&key=k1&size=3", "new".getBytes(UTF_8));
    assertEquals(403, fresh.statusCode(), fresh.body());
    HttpResponse<String> replaced =
        person.put(
            theirs.url("upload", file) + "&key=k1&size=3&overwrite=true", "new".getBytes(UTF_8));
    theirs.close();
    assertEquals(200, replaced.statusCode(), replaced.body());
    assertEquals("new", Files.readString(file), "though its directory takes no part");
    assertEquals("root", Files.getOwner(file).getName());
    assertEquals(0, homeOfNobody.toFile().list().length, "nor is the part left at home");
  }

  @Test
  void aHeadRequestReadsNoContent() throws Exception {
    Path large = directory.resolve("head");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(LARGE);
    }
    long before = sshd.bytesReadBySftpServers();
    HttpResponse<String> head = person.call("HEAD", url("content", "head"));
    assertEquals(200, head.statusCode());
    assertEquals(LARGE, head.headers().firstValueAsLong("Content-Length").orElse(-1));
    assertTrue(head.headers().firstValue("ETag").isPresent());
    assertTrue(
        head.headers().firstValue("Content-Disposition").orElse("").contains("attachment"),
        head.headers()::toString);
    HttpResponse<String> zip = person.call("HEAD", panel.url("archive", Path.of("/usr")));
    assertEquals(200, zip.statusCode());
    assertEquals("application/zip", zip.headers().firstValue("Content-Type").orElse(""));
    assertTrue(sshd.bytesReadBySftpServers() - before < 1 << 20, "content was read");
    assertEquals(409, person.call("HEAD", panel.url("content", directory)).statusCode());
    assertEquals(404, person.call("HEAD", url("content", "no-such")).statusCode());
    assertEquals("[]", person.get("/api/transfers/" + panel.id()).body());
  }

  @Test
  void filesOfTheKernelComeWhole() throws Exception {
    HttpResponse<byte[]> version =
        person.bytes(panel.url("content", Path.of("/proc/version")), null);
    assertArrayEquals(Files.readAllBytes(Path.of("/proc/version")), version.body());
    Path mtu = Path.of("/sys/class/net/lo/mtu");
    assertArrayEquals(
        Files.readAllBytes(mtu), person.bytes(panel.url("content", mtu), null).body());
  }

  @Test
  void aFileThatGrowsComesToItsEnd() throws Exception {
    Path file = Files.write(directory.resolve("growing"), random(40_000_000));
    long count;
    try (InputStream in = person.stream(url("content", "growing"))) {
      count = in.readNBytes(1_000).length;
      Files.write(file, random(1_000_000), StandardOpenOption.APPEND);
      for (byte[] some = in.readNBytes(1 << 20); some.length > 0; some = in.readNBytes(1 << 20)) {
        count += some.length;
      }
    }
    assertEquals(41_000_000, count);
  }

  @Test
  void whatBreaksOffInTheMiddleIsNeverTakenForTheWhole() throws Exception {
    Files.write(directory.resolve("broken"), random(40_000_000));
    for (String what : new String[] {"content", "archive"}) {
      Path path = what.equals("content") ? directory.resolve("broken") : directory;
      try (InputStream in = person.stream(panel.url(what, path))) {
        in.readNBytes(1_000);
        String id =
            FilePanel.array(person.get("/api/transfers/" + panel.id()))
                .getJsonObject(0)
                .getString("id");
        assertEquals(
            204, person.call("DELETE", "/api/transfers/" + panel.id() + "/" + id).statusCode());
        assertThrows(IOException.class, in::readAllBytes, what);
      }
    }
  }

  @Test
  void whatCannotBeDownloadedIsSaidBeforeAnythingIs() throws Exception {
    Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("gone"));
    for (String what : new String[] {"content", "archive", "readable"}) {
      for (String name : new String[] {"missing", "nowhere", "missing/deeper"}) {
        HttpResponse<byte[]> refused = download(what, name, null);
        assertEquals(404, refused.statusCode(), what + " " + name);
        assertEquals(
            "{\"message\":\"files-of-it has no such file or directory.\"}",
            new String(refused.body(), UTF_8));
      }
    }
    assertEquals(409, person.bytes(panel.url("content", directory), null).statusCode());
    assertEquals(409, person.bytes(panel.url("content", Path.of("/dev/zero")), null).statusCode());
    assertEquals(204, person.bytes(panel.url("readable", directory), null).statusCode());
    // Opens, and cannot be read.
    HttpResponse<byte[]> memory =
        person.bytes(panel.url("content", Path.of("/proc/self/mem")), null);
    assertTrue(memory.statusCode() >= 400 && memory.statusCode() < 500, memory.statusCode() + "");
  }

  @Test
  void filesAreRenamedViewedAndDeleted() throws Exception {
    Files.writeString(directory.resolve("a'b (1)"), "text");
    Files.writeString(directory.resolve("taken"), "taken");
    String entry = "/api/files/" + panel.id() + "/entry";
    String path = "?path=" + directory + "/a'b%20(1)";
    JsonObject view = FilePanel.json(person.get(entry + "/text" + path));
    assertEquals("text", view.getString("text"));
    assertTrue(view.getBoolean("whole"));
    assertEquals(
        409,
        person.call("POST", entry + "/name" + path + "&to=" + directory + "/taken").statusCode());
    assertEquals("taken", Files.readString(directory.resolve("taken")));
    assertEquals(
        200,
        person.call("POST", entry + "/name" + path + "&to=" + directory + "/new%FF").statusCode());
    assertEquals(204, person.call("DELETE", entry + "?path=" + directory + "/new%FF").statusCode());
    assertEquals(404, person.call("DELETE", entry + "?path=" + directory + "/new%FF").statusCode());
    Path full = Files.createDirectories(directory.resolve("full/inner"));
    assertEquals(409, person.call("DELETE", entry + "?path=" + full.getParent()).statusCode());
    assertEquals(204, person.call("DELETE", entry + "?path=" + full).statusCode());
    Path link = Files.createSymbolicLink(directory.resolve("to-full"), full.getParent());
    assertEquals(204, person.call("DELETE", entry + "?path=" + link).statusCode());
    assertTrue(Files.isDirectory(full.getParent()), "only the link is deleted");
    Files.write(directory.resolve("binary"), new byte[] {1, 0, 2});
    assertEquals(409, person.get(entry + "/text?path=" + directory + "/binary").statusCode());
    JsonObject typed = FilePanel.json(person.get(entry + "/typed?text=" + directory + "/full/.."));
    assertEquals(directory.toString(), typed.getString("path"));
    assertEquals("directory", typed.getString("kind"));
  }

  @Test
  void dotsInAPathAreNeverFollowed() throws Exception {
    for (String what : new String[] {"archive", "content", "upload"}) {
      for (String dots : new String[] {"/..", "/%2e%2e/x", "/."}) {
        String url = "/api/transfers/" + panel.id() + "/" + what + "?path=" + directory + dots;
        assertEquals(400, person.get(url + "&key=k1").statusCode(), url);
      }
    }
  }

  @Test
  void aLargeDirectoryIsListed() throws Exception {
    Path many = Files.createDirectories(directory.resolve("many"));
    for (int i = 0; i < 50_000; i++) {
      Files.createFile(many.resolve("file-" + i));
    }
    String url = "/api/files/" + panel.id() + "/entries?path=" + many;
    JsonObject all = FilePanel.json(person.get(url));
    assertEquals(50_000, all.getJsonArray("entries").size());
    assertTrue(all.getBoolean("whole"));
    Files.createFile(many.resolve("one-more"));
    JsonObject some = FilePanel.json(person.get(url));
    assertEquals(50_000, some.getJsonArray("entries").size());
    assertFalse(some.getBoolean("whole"));
  }

  @Test
  void whatIsGivenUpLeavesNothing() throws Exception {
    upload("dropped", new byte[1_000], 0, 2_000);
    assertEquals(1, parts("dropped"));
    assertEquals(204, person.call("DELETE", url("upload", "dropped") + "&key=k1").statusCode());
    assertEquals(0, parts("dropped"));
  }

  @Test
  void aSliceIsNoMoreThanItSaid() throws Exception {
    assertEquals(413, send("more", new byte[20], 0, 10, "k1").statusCode());
    assertEquals(0, parts("more"));
    assertEquals(400, send("more", new byte[20], -1, 10, "k1").statusCode());
    assertEquals(400, send("more", new byte[20], 0, 20, "../k").statusCode());
  }

  @Test
  void valuesThatAreNoneAreBadRequests() throws Exception {
    String number = ": a whole number is missing (expected: 0 to 9223372036854775807).";
    String state = "/api/files/" + panel.id() + "?seen=";
    String upload = url("upload", "bad") + "&key=k1";
    for (String value : new String[] {"9223372036854775808", "abc", "-1", "1.5", ""}) {
      isBad("seen" + number, person.get(state + value));
      isBad("size" + number, person.put(upload + "&size=" + value, new byte[1]));
      isBad("offset" + number, person.put(upload + "&size=1&offset=" + value, new byte[1]));
    }
    isBad("size" + number, person.put(upload, new byte[1]));
    isBad(
        "overwrite: true or false is missing.",
        person.put(upload + "&size=1&overwrite=yes", new byte[1]));
    assertEquals(0, parts("bad"));
  }

  private static void isBad(String sentence, HttpResponse<String> answer) {
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("{\"message\":\"" + sentence + "\"}", answer.body());
  }

  @Test
  void aRequestWithABodyNamesTheSameFileAsOneWithout() throws Exception {
    String at = "/api/files/" + panel.id() + "/directories?path=" + directory;
    Map<String, String> names =
        Map.of(
            "p%2541",
            "p%41",
            "q%26new=true",
            "q&new=true",
            "r%2526x",
            "r%26x",
            "s%23x",
            "s#x",
            "t%25",
            "t%",
            "u%20%c3%a9",
            "u é");
    for (String body : new String[] {"", "x"}) {
      for (Map.Entry<String, String> name : names.entrySet()) {
        HttpResponse<String> answer = person.post(at + "/" + body + name.getKey(), body);
        assertEquals(204, answer.statusCode(), name + answer.body());
        assertTrue(Files.isDirectory(directory.resolve(body + name.getValue())), body + name);
      }
    }
    // Decoded twice it would be the address of the panels.
    String open = "{\"host\":\"web\"}";
    assertEquals(404, person.post("/api/files%253fx", open).statusCode());
    assertEquals(404, person.post("/api/fil%2565s", open).statusCode());
  }

  @Test
  void aDirectoryComesAsAnArchive() throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree/sub dir"));
    Files.writeString(tree.resolve("*?[x]"), "pattern");
    Files.writeString(directory.resolve("tree/a"), "A");
    Files.createSymbolicLink(directory.resolve("tree/etc"), Path.of("/etc"));
    HttpResponse<byte[]> archive = download("archive", "tree", null);
    assertEquals(200, archive.statusCode());
    Set<String> names = new HashSet<>();
    ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive.body()), UTF_8);
    for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
      names.add(one.getName());
    }
    assertEquals(
        Set.of("tree/a", "tree/sub dir/", "tree/sub dir/__[x]", "NOT-IN-THIS-ARCHIVE.txt"), names);
  }

  @Test
  void aHostThatAsksIsAnsweredOnThePage() throws Exception {
    FilePanel asking = FilePanel.of(person, "files-ask");
    JsonObject state = asking.settled();
    assertEquals("asking", state.getString("state"));
    assertEquals("passphrase", state.getJsonObject("prompt").getString("kind"));
    int id = state.getJsonObject("prompt").getInt("id");
    person.post(
        "/api/files/" + asking.id() + "/answers",
        "{\"id\":" + id + ",\"values\":[\"open sesame\"]}");
    assertEquals("open", asking.settled().getString("state"));
    assertEquals(204, person.call("DELETE", "/api/files/" + asking.id()).statusCode());
    assertEquals(404, person.get("/api/files/" + asking.id()).statusCode());
  }

  @Test
  void somebodyElsesFilesDoNotExist() throws Exception {
    Browserless other = Browserless.signedIn("admin");
    assertEquals(404, other.get("/api/files/" + panel.id()).statusCode());
    assertEquals(404, other.get(url("content", "data")).statusCode());
    assertEquals(403, Browserless.signedIn("auditor").post("/api/files", host()).statusCode());
    assertEquals(401, Browserless.anonymous().post("/api/files", host()).statusCode());
  }

  @Test
  void signingOutClosesThem() throws Exception {
    long before = sshd.connections();
    person.call("POST", "/sign-out");
    Patience.await(
        Duration.ofSeconds(20),
        () -> sshd.connections() < before,
        () -> sshd.connections() + " connections");
  }

  @Test
  void whatIsNoPathIsSaidToBe() throws Exception {
    for (String path : new String[] {"", "relative", "/%00", "/%zz", "/" + "a".repeat(5_000)}) {
      HttpResponse<String> refused =
          person.get("/api/files/" + panel.id() + "/entries?path=" + path.replace("%zz", "%25zz"));
      assertTrue(refused.statusCode() == 400 || refused.statusCode() == 404, refused.body());
    }
  }

  @Test
  void aFileLargerThanTheHeapGoesBothWays() throws Exception {
    long size = SharedServer.HEAP + SLICE;
    Path large = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(size);
    }
    long count = 0;
    try (InputStream in = person.stream(url("content", "large"))) {
      byte[] buffer = new byte[1 << 20];
      for (int one = in.read(buffer); one >= 0; one = in.read(buffer)) {
        count += one;
      }
    }
    assertEquals(size, count);
    for (long offset = 0; offset < size; offset += SLICE) {
      JsonObject answer = upload("larger", new byte[SLICE], offset, size);
      assertEquals(offset + SLICE, answer.getJsonNumber("received").longValue());
    }
    assertEquals(size, Files.size(directory.resolve("larger")));
    Files.delete(large);
    Files.delete(directory.resolve("larger"));
  }

  @Test
  void offsetsBeyondTwoGibibytesAreRightInBothDirections() throws Exception {
    long size = (1L << 31) + SLICE / 4;
    upload("edge", new byte[1], 0, size);
    try (RandomAccessFile part = new RandomAccessFile(part("edge").toFile(), "rw")) {
      part.setLength((1L << 31) - SLICE / 4);
    }
    JsonObject state = FilePanel.json(person.get(url("upload", "edge") + "&key=k1"));
    long edge = state.getJsonNumber("received").longValue();
    byte[] bytes = new byte[(int) (size - edge)];
    new Random(3).nextBytes(bytes);
    JsonObject answer = upload("edge", bytes, edge, size);
    assertEquals(size, answer.getJsonNumber("received").longValue());
    Path whole = directory.resolve("edge");
    assertEquals(size, Files.size(whole));
    String range = "bytes=%d-%d".formatted(edge, size - 1);
    HttpResponse<byte[]> end = download("content", "edge", range);
    assertEquals(206, end.statusCode());
    assertEquals(
        "bytes %d-%d/%d".formatted(edge, size - 1, size),
        end.headers().firstValue("Content-Range").orElse(""));
    assertArrayEquals(bytes, end.body());
    Files.delete(whole);
  }

  /** bench/ measures it; here a transfer would hold the terminal up if they shared anything. */
  @Test
  void aTerminalEchoesWhileAFileIsFetched() throws Exception {
    Path endless = directory.resolve("endless");
    try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    Browserless.Socket socket = person.socket();
    socket.open("files-of-it");
    socket.await("opened");
    socket.type("stty raw -echo; echo rea''dy; exec cat\n");
    socket.awaitOutput("ready");
    AtomicLong fetched = new AtomicLong();
    Echoes echoes;
    try (InputStream in = person.stream(url("content", "endless"))) {
      assertEquals(0, in.read());
      CompletableFuture<Void> fetching = CompletableFuture.runAsync(() -> fetch(in, fetched));
      long before = fetched.get();
      echoes = Echoes.of(socket, () -> fetched.get() - before > 64 << 20);
      assertFalse(fetching.isDone(), "the file went on coming");
    } finally {
      socket.say("{'type':'end'}");
      Files.delete(endless);
    }
    System.out.println(
        "beside %d MiB: echo p50 %.1f ms, p99 %.1f ms"
            .formatted(fetched.get() >> 20, echoes.medianMillis(), echoes.p99Millis()));
    assertTrue(echoes.p99Millis() < 500, "p99: " + echoes.p99Millis() + " ms");
    assertEquals(1000, socket.awaitClose());
  }

  /** Until the stream is closed under it. */
  private static void fetch(InputStream in, AtomicLong count) {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int one = in.read(buffer); one >= 0; one = in.read(buffer)) {
        count.addAndGet(one);
      }
    } catch (IOException closed) {
      // By the test, which has seen enough.
      return;
    }
  }

  private static String host() {
    return "{\"host\":\"files-of-it\"}";
  }

  private String url(String what, String name) {
    return panel.url(what, directory.resolve(name));
  }

  private JsonObject upload(String name, byte[] slice, long offset, long size) throws Exception {
    HttpResponse<String> answer = send(name, slice, offset, size, "k1");
    assertEquals(200, answer.statusCode(), answer.body());
    return FilePanel.json(answer);
  }

  private HttpResponse<String> send(String name, byte[] slice, long offset, long size, String key)
      throws Exception {
    return person.put(
        url("upload", name) + "&key=" + key + "&offset=" + offset + "&size=" + size, slice);
  }

  private HttpResponse<byte[]> download(String what, String name, String range) throws Exception {
    return person.bytes(url(what, name), range);
  }

  private HttpResponse<String> replace(String name, String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    return person.put(
        url("upload", name) + "&key=k1&offset=0&overwrite=true&size=" + bytes.length, bytes);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Path part(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(one -> one.getFileName().toString().startsWith("." + name + "."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long parts(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(one -> one.getFileName().toString().startsWith("." + name + ".")).count();
    }
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
