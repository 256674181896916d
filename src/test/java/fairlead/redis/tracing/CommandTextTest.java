package fairlead.redis.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommandTextTest {
  private static final String SECRET = "hunter2";

  private final CommandText text =
      new CommandText(new KeyMask(java.util.Set.of("app", "cache", "lock")));

  @Test
  void ofAKeyOnlyKnownWordsAreShown() {
    assertEquals("GET app:cache:?", text.of("GET", "app:cache:alice@example.com"));
    assertEquals("GET ?:cache", text.of("GET", "unknown:cache"));
    assertEquals("GET {app:?}:lock", text.of("GET", "{app:4f2a}:lock"));
    assertEquals("GET ?", text.of("GET", "alice"));
    assertEquals(Optional.of("app:?"), text.key("GET", "app:1"));
  }

  @Test
  void valuesAreNeverShownEvenWhenTheyAreKnownWords() {
    assertEquals("SET app:? ? ? ?", text.of("SET", "app:1", "cache", "PX", 60_000));
    assertEquals("HSET app:? ? ?", text.of("HSET", "app:1", "app", SECRET));
    assertEquals(
        "SET ? ?",
        text.of("SET", SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8), SECRET));
  }

  @Test
  void commandsOfManyKeysShowThemAll() {
    assertEquals("DEL app:? cache:?", text.of("DEL", "app:1", "cache:2"));
    assertEquals("MSET app:? ? cache:? ?", text.of("MSET", "app:1", SECRET, "cache:2", SECRET));
    assertEquals("RENAME app:? app:?", text.of("RENAME", "app:1", "app:2"));
  }

  @Test
  void scriptsShowTheirKeysAndNeitherTheirTextNorTheirArguments() {
    assertEquals(
        "EVAL ? 2 app:? lock ? ?",
        text.of("EVAL", "return '" + SECRET + "'", 2, "app:1", "lock", SECRET, "app"));
    assertEquals("EVALSHA ? 0 ?", text.of("EVALSHA", "5f3a", "0", SECRET));
    assertEquals("EVALSHA ?", text.of("EVALSHA", "5f3a"));
  }

  @Test
  void signInsShowNothing() {
    for (String name : List.of("AUTH", "HELLO", "ACL SETUSER", "CLIENT SETNAME", "CONFIG SET")) {
      String shown = text.of(name, "3", "AUTH", "app", SECRET);
      assertEquals(name + " ? ? ? ?", shown);
      assertEquals(Optional.empty(), text.key(name, "app", SECRET));
    }
  }

  @Test
  void nothingOfACommandIsUnboundedInLength() {
    Object[] many = IntStream.range(0, 100_000).mapToObj(i -> "app:" + i).toArray();
    assertTrue(text.of("DEL", many).length() < 200);
    assertTrue(text.of("GET", "app:".repeat(100_000)).length() < 300);
    assertFalse(text.of("GET", SECRET.repeat(1000)).contains(SECRET));
  }
}
