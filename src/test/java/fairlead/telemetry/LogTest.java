package fairlead.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the log, as the platform's formatter prints it. */
class LogTest {
  private static final String FORGED =
      "x\n[INFO] admin may open db-1\r\u001b[2J\u009b31m\u2028\u2029\u202e\u200b\u0000\u007f\ud800";
  private static final String SAFE =
      "x\\u000a[INFO] admin may open db-1\\u000d\\u001b[2J\\u009b31m\\u2028\\u2029\\u202e\\u200b"
          + "\\u0000\\u007f\\ud800";

  private final Log log = Log.of(LogTest.class);
  private final Logger platform = Logger.getLogger(LogTest.class.getName());
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord one) {
          records.add(one);
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  @BeforeEach
  void listen() {
    platform.setUseParentHandlers(false);
    platform.addHandler(handler);
  }

  @AfterEach
  void leave() {
    platform.removeHandler(handler);
    platform.setUseParentHandlers(true);
  }

  @Test
  void valuesStayInTheirLine() {
    log.log(Level.INFO, "{0} may not open {1}", FORGED, CharBuffer.wrap(FORGED));
    assertEquals(SAFE + " may not open " + SAFE, message());
  }

  @Test
  void messagesStayInTheirLine() {
    log.log(Level.WARNING, "The probe " + FORGED + " failed");
    assertEquals("The probe " + SAFE + " failed", message());
    log.log(Level.WARNING, FORGED, new IOException("no"));
    assertEquals(SAFE, message());
  }

  @Test
  void exceptionsAndWhatCausedThemStayInTheirLines() {
    IOException thrown = new IOException(FORGED, new IllegalStateException(FORGED));
    thrown.addSuppressed(new IOException("suppressed " + FORGED));
    log.log(Level.WARNING, "It failed", thrown);
    String text = new SimpleFormatter().format(records.get(0));
    assertTrue(text.contains("java.io.IOException: " + SAFE + System.lineSeparator()), text);
    assertTrue(text.contains("Caused by: java.lang.IllegalStateException: " + SAFE), text);
    assertTrue(text.contains("Suppressed: java.io.IOException: suppressed " + SAFE), text);
    assertTrue(text.contains("at fairlead.telemetry.LogTest."), text);
    assertTrue(text.codePoints().allMatch(c -> c == '\n' || c == '\t' || c >= ' '), text);
    assertFalse(text.contains("\n[INFO]"), text);
  }

  @Test
  void eachElementOfAListIsATextOfItsOwn() {
    String longest = "a".repeat(LogText.LONGEST);
    log.log(Level.WARNING, "Wrong: {0}", List.of(FORGED, longest + "b", "c"));
    assertEquals("Wrong: " + SAFE + "; " + longest + "…; c", message());
    log.log(Level.WARNING, "{0}", Collections.nCopies(100_000, "a"));
    assertEquals(200, message().split("; ").length);
  }

  @Test
  void everyLevelAndEveryKindOfArgumentIsCleaned() {
    platform.setLevel(java.util.logging.Level.ALL);
    try {
      for (Level level :
          List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
        records.clear();
        log.log(level, FORGED);
        log.log(level, FORGED, deep(FORGED));
        log.log(level, "{0}", FORGED);
        log.log(level, "{0}", CharBuffer.wrap(FORGED));
        log.log(level, "{0}", List.of(FORGED));
        log.log(level, "{0}", Optional.of(FORGED));
        log.log(level, "{0}", new Named(FORGED));
        log.log(level, "{0} {1}", deep(FORGED), FORGED);
        log.log(level, "{0} {1}", 'x', '\n');
        log.log(level, "{0} {1}", null, FORGED);
        log.log(level, "{0} " + FORGED, "x");
        assertEquals(11, records.size(), level.getName());
        for (LogRecord one : records) {
          String text = new SimpleFormatter().formatMessage(one);
          assertFalse(text.codePoints().anyMatch(LogTest::commands), text);
          assertNothingCommands(one.getThrown(), 0);
        }
      }
    } finally {
      platform.setLevel(null);
    }
  }

  private static void assertNothingCommands(Throwable thrown, int depth) {
    if (thrown == null) {
      assertTrue(depth == 0 || depth == 3, "the whole chain is kept: " + depth);
      return;
    }
    assertFalse(thrown.toString().codePoints().anyMatch(LogTest::commands), thrown.toString());
    assertFalse(
        String.valueOf(thrown.getMessage()).codePoints().anyMatch(LogTest::commands),
        thrown.toString());
    for (Throwable one : thrown.getSuppressed()) {
      assertFalse(one.toString().codePoints().anyMatch(LogTest::commands), one.toString());
    }
    assertNothingCommands(thrown.getCause(), depth + 1);
  }

  private static boolean commands(int character) {
    return Character.isISOControl(character)
        || "\u2028\u2029\u202e\u200b".indexOf(character) >= 0
        || Character.getType(character) == Character.SURROGATE;
  }

  /** Only its innermost cause and what is suppressed there have the text. */
  private static Exception deep(String text) {
    Exception innermost = new IllegalStateException(text);
    innermost.addSuppressed(new IOException(text));
    return new IOException("outer", new IllegalArgumentException("middle", innermost));
  }

  private record Named(String name) {}

  @Test
  void otherExceptionsKeepTheirType() {
    IOException thrown = new IOException("Connection reset", new IllegalStateException("x"));
    log.log(Level.WARNING, "It failed", thrown);
    assertSame(thrown, records.get(0).getThrown());
  }

  @Test
  void namesOfPeopleAndNumbersStayAsTheyAre() {
    log.log(Level.INFO, "{0} {1}", "Zoë Ångström 山田 😀 {0}", 1234);
    assertTrue(message().startsWith("Zoë Ångström 山田 😀 {0} "), message());
    assertEquals(1234, records.get(0).getParameters()[1]);
  }

  @Test
  void nobodyFillsTheLogWithOneName() {
    log.log(Level.INFO, "{0}", "a".repeat(100_000));
    assertEquals("a".repeat(LogText.LONGEST) + "…", message());
  }

  @Test
  void anExceptionThatCausesItselfEnds() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);
    log.log(Level.WARNING, "It failed", first);
    assertTrue(new SimpleFormatter().format(records.get(0)).contains("second"));
  }

  private String message() {
    return new SimpleFormatter().formatMessage(records.get(records.size() - 1));
  }
}
