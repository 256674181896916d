package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-,0,100",
    "bytes=10-19,10,20",
    "bytes=90-200,90,100",
    "bytes=99-99,99,100",
    "bytes=-30,70,100",
    "bytes=-300,0,100",
  })
  void oneRangeIsTaken(String header, long from, long to) {
    assertEquals(Optional.of(new Range(from, to)), Range.of(header, 100));
  }

  @ParameterizedTest
  @CsvSource({"bytes=100-", "bytes=200-300", "bytes=20-10", "bytes=-0"})
  void whatLiesOutsideIsRefused(String header) {
    assertEquals(Optional.empty(), Range.of(header, 100));
  }

  @ParameterizedTest
  @CsvSource({"bytes=-", "bytes=0-1;2-3", "lines=0-1", "''", "bytes=99999999999999999999-"})
  void whatIsNoSingleRangeGetsAll(String header) {
    assertEquals(Optional.of(new Range(0, 100)), Range.of(header, 100));
  }

  @Test
  void withoutOneAnEmptyFileIsWhole() {
    Range all = Range.of(null, 0).orElseThrow();
    assertEquals(0, all.length());
    assertEquals(true, all.whole(0));
  }

  @Test
  void theHeaderCountsFromZeroToTheLast() {
    assertEquals("bytes 10-19/100", new Range(10, 20).header(100));
  }
}
