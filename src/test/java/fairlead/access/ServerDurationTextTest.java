package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server drops what is less than a unit: such a value would not mean the same everywhere. */
class ServerDurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "12h,true,true",
    "1m,true,true",
    "60s,true,true",
    "1h30m,true,true",
    "366d,true,true",
    "367d,false,false",
    "45s,false,true",
    "90s,false,true",
    "1s,false,true",
    "500ms,false,false",
    "1500ms,false,false",
    "2000ms,false,true",
    "0,false,false",
    "5,true,true",
    "527040,true,true",
    "527041,false,true",
    "soon,false,false"
  })
  void onlyWholeUnitsAreAccepted(String text, boolean minutes, boolean seconds) {
    assertEquals(minutes, new ServerDurationText.Minutes().accepts(text));
    assertEquals(seconds, new ServerDurationText.Seconds().accepts(text));
  }
}
