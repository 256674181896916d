package fairlead.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import fairlead.testing.LoggedLines;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/** What libraries log is cleaned like all else. */
class LibraryLogsTest {
  private static final String NAME = "org.example.Library";
  private static final String FORGED = "x\n[INFO] admin may open db-1\u001b[2J\u2028";
  private static final String SAFE = "x\\u000a[INFO] admin may open db-1\\u001b[2J\\u2028";

  @Test
  void noOtherWayLeadsToTheLog() {
    List<SLF4JServiceProvider> providers =
        ServiceLoader.load(SLF4JServiceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertEquals(1, providers.size(), providers.toString());
    assertInstanceOf(LibraryLogs.class, providers.get(0));
  }

  @Test
  void messagesStayInTheirLine() {
    try (LoggedLines log = new LoggedLines(NAME)) {
      LoggerFactory.getLogger(NAME).warn("{} said {0}: {}", "host", FORGED);
      LoggerFactory.getLogger(NAME).error(FORGED, new IOException("no"));
      LoggerFactory.getLogger(NAME).debug("not at this level");
      assertEquals(List.of("host said {0}: " + SAFE, SAFE), log.lines());
    }
  }

  @Test
  void theServersLevelsApply() {
    Logger platform = Logger.getLogger(NAME);
    try {
      platform.setLevel(Level.OFF);
      assertFalse(LoggerFactory.getLogger(NAME).isErrorEnabled());
      platform.setLevel(Level.ALL);
      assertEquals(true, LoggerFactory.getLogger(NAME).isTraceEnabled());
    } finally {
      platform.setLevel(null);
    }
    assertNull(platform.getLevel());
  }
}
