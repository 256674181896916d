package fairlead.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.MinaSftpHost;
import fairlead.testing.MinaSftpHost.Trait;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of SFTP servers that are not OpenSSH's, by the requests that the page makes. */
class OtherSftpIT {
  private Path directory;
  private Browserless person;
  private FilePanel panel;

  @Test
  void theyAreUsedAsOpenSshIs() throws Exception {
    for (Set<Trait> traits :
        List.of(
            EnumSet.noneOf(Trait.class),
            EnumSet.of(Trait.NO_EXTENSIONS),
            EnumSet.of(Trait.NO_MODES),
            EnumSet.allOf(Trait.class))) {
      directory = Site.directory("other");
      try (MinaSftpHost host = MinaSftpHost.start(Site.directory("mina"), traits)) {
        String name = "other-" + host.port();
        Site.hosts(
            """
            hosts:
              - name: %s
                address: 127.0.0.1
                port: %d
                user: someone
                host-key-policy: accept-new
                authentication: [password]
            """
                .formatted(name, host.port()));
        person = Browserless.signedIn("operator");
        panel = open(name);
        goesUpInSlicesAndComesDown(traits);
        replacesFiles(traits);
        writesThroughLinks(traits);
        renamesAndRemoves(traits);
        assertEquals(List.of(), leftOvers(), traits::toString);
        panel.close();
      }
    }
  }

  private FilePanel open(String host) throws Exception {
    FilePanel asking = FilePanel.of(person, host);
    int id = asking.settled().getJsonObject("prompt").getInt("id");
    person.post(
        "/api/files/" + asking.id() + "/answers",
        "{\"id\":%d,\"values\":[\"%s\"]}".formatted(id, MinaSftpHost.PASSWORD));
    assertEquals("open", asking.settled().getString("state"));
    return asking;
  }

  private void goesUpInSlicesAndComesDown(Set<Trait> traits) throws Exception {
    byte[] bytes = new byte[600_000];
    new Random(1).nextBytes(bytes);
    Path file = directory.resolve("data");
    assertEquals(200, put("data", Arrays.copyOf(bytes, 250_000), 0, bytes.length, ""));
    String state = person.get(panel.url("upload", file) + "&key=k1").body();
    assertTrue(state.contains("\"received\":250000"), () -> traits + state);
    byte[] rest = Arrays.copyOfRange(bytes, 250_000, bytes.length);
    assertEquals(200, put("data", rest, 250_000, bytes.length, ""), traits::toString);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    HttpResponse<byte[]> whole = person.bytes(panel.url("content", file), null);
    assertArrayEquals(bytes, whole.body(), traits::toString);
    HttpResponse<byte[]> range = person.bytes(panel.url("content", file), "bytes=599000-");
    assertArrayEquals(Arrays.copyOfRange(bytes, 599_000, bytes.length), range.body());
    assertEquals(409, put("data", bytes, 0, bytes.length, ""), "not unasked");
    String list = person.get("/api/files/" + panel.id() + "/entries?path=" + directory).body();
    assertTrue(list.contains("\"data\"") && list.contains("600000"), () -> traits + list);
  }

  private void replacesFiles(Set<Trait> traits) throws Exception {
    Path file = Files.writeString(directory.resolve("replaced"), "the old text");
    assertEquals(200, put("replaced", "new".getBytes(UTF_8), 0, 3, "&overwrite=true"));
    assertEquals("new", Files.readString(file), traits::toString);
  }

  private void writesThroughLinks(Set<Trait> traits) throws Exception {
    Path real = Files.writeString(directory.resolve("real"), "the old text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    assertEquals(409, put("link", "new".getBytes(UTF_8), 0, 3, ""), traits::toString);
    assertEquals(200, put("link", "new".getBytes(UTF_8), 0, 3, "&overwrite=true"));
    assertTrue(Files.isSymbolicLink(link), traits::toString);
    assertEquals("new", Files.readString(real), traits::toString);
  }

  private void renamesAndRemoves(Set<Trait> traits) throws Exception {
    String entry = "/api/files/" + panel.id() + "/entry";
    Path made = directory.resolve("made");
    String making = "/api/files/" + panel.id() + "/directories?path=" + made;
    assertEquals(204, person.call("POST", making).statusCode(), traits::toString);
    Path from = Files.writeString(made.resolve("from"), "1");
    Path to = made.resolve("to");
    String renaming = entry + "/name?path=" + from + "&to=" + to;
    assertEquals(200, person.call("POST", renaming).statusCode(), traits::toString);
    assertEquals("1", Files.readString(to));
    Files.writeString(from, "2");
    HttpResponse<String> taken = person.call("POST", renaming);
    assertEquals(409, taken.statusCode(), () -> traits + taken.body());
    assertEquals("1", Files.readString(to), "nothing is replaced by a new name");
    assertEquals(409, person.call("DELETE", entry + "?path=" + made).statusCode());
    for (Path one : List.of(from, to, made)) {
      assertEquals(204, person.call("DELETE", entry + "?path=" + one).statusCode());
      assertTrue(Files.notExists(one), () -> traits + " " + one);
    }
  }

  private int put(String name, byte[] slice, long offset, long size, String more) throws Exception {
    Path file = directory.resolve(name);
    return person.put(panel.slice(file, offset, size) + more, slice).statusCode();
  }

  private List<String> leftOvers() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(one -> one.getFileName().toString())
          .filter(one -> one.startsWith("."))
          .toList();
    }
  }
}
