package fairlead.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePathTest {
  @Test
  void everyByteComesBack() {
    StringBuilder name = new StringBuilder();
    for (char one = 1; one < 256; one++) {
      if (one != '/') {
        name.append(one);
      }
    }
    RemotePath path = RemotePath.ROOT.child("dir").child(name.toString());
    assertEquals(path, RemotePath.ofUri(path.uri()));
    assertEquals(name.toString(), RemotePath.ofUri(path.uri()).name());
  }

  @Test
  void whatABrowserEncodesIsUnderstood() {
    assertEquals("/tmp/(it's) ü+&*", utf8(RemotePath.ofUri("/tmp/(it's)%20%C3%BC%2B%26*")));
  }

  private static String utf8(RemotePath path) {
    return path.shown();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a/b",
        "/a%",
        "/a%0",
        "/a%zz",
        "/a%00",
        "/\u20ac",
        "/dir/..",
        "/dir/%2e%2e",
        "/../x",
        "/.",
        "/a/./b"
      })
  void whatIsNoPathIsRefused(String encoded) {
    assertThrows(IllegalArgumentException.class, () -> RemotePath.ofUri(encoded));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/"})
  void aNameLeadsNowhereElse(String name) {
    assertThrows(IllegalArgumentException.class, () -> RemotePath.ROOT.child(name));
  }

  @Test
  void pathsEndSomewhere() {
    assertThrows(IllegalArgumentException.class, () -> new RemotePath("/" + "a".repeat(4_095)));
  }

  @Test
  void partsAreFound() {
    RemotePath path = new RemotePath("/srv/data/");
    assertEquals("data", path.name());
    assertEquals("/srv", path.parent().bytes());
    assertEquals("/", path.parent().parent().bytes());
    assertEquals("/", RemotePath.ROOT.parent().bytes());
    assertEquals("", RemotePath.ROOT.name());
  }

  @Test
  void whatIsShownMovesNoText() {
    RemotePath path = RemotePath.ROOT.child(RemotePath.bytesOf("a\u202e\u001b[31mgpj.exe"));
    assertEquals("a\ufffd\ufffd[31mgpj.exe", path.shownName());
    assertEquals("\ufffd", RemotePath.ROOT.child("\u00ff").shownName());
  }

  @Test
  void namesAreShownAsTheirReadersWriteThem() {
    // Persian needs the non-joiner, and families are joined.
    for (String name :
        new String[] {"می\u200cخواهم", "👨\u200d👩\u200d👧", "a\u00adb", ".x", "..."}) {
      RemotePath path = RemotePath.ROOT.child(RemotePath.bytesOf(name));
      assertEquals(name, path.shownName());
    }
    RemotePath marked = RemotePath.ROOT.child(RemotePath.bytesOf("א\u200f!\u202egpj"));
    assertEquals("א\ufffd!\ufffdgpj", marked.shownName());
    assertEquals(
        "a\ufffdb\ufffdc\ufffd",
        RemotePath.ROOT.child(RemotePath.bytesOf("a\u061cb\u200ec\u200f")).shownName());
  }

  @Test
  void slashesThatSayNothingAreLeftAway() {
    assertEquals("/srv/data", new RemotePath("//srv///data//").bytes());
    assertEquals("/", new RemotePath("///").bytes());
  }

  @Test
  void aLogSaysNoNames() {
    assertEquals("a path of 7 bytes", RemotePath.ROOT.child("secret").toString());
  }
}
