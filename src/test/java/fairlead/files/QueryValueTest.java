package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.failure.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryValueTest {
  @ParameterizedTest
  @CsvSource({"0,0", "007,7", "9223372036854775807,9223372036854775807"})
  void numbersAreWholeAndNotNegative(String text, long value) throws Exception {
    assertEquals(value, QueryValue.number("size", text));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "9223372036854775808",
        "9999999999999999999",
        "18446744073709551616",
        "-1",
        "-0",
        "+1",
        "1.5",
        "1e3",
        "0x10",
        "abc",
        " 1",
        "1_000",
        "٣",
        "NaN"
      })
  void whatIsNoneIsABadRequestThatSaysSo(String text) {
    Refused refused = assertThrows(Refused.class, () -> QueryValue.number("size", text));
    assertEquals(400, refused.failure().status());
    assertEquals(
        "size: a whole number is missing (expected: 0 to 9223372036854775807).",
        refused.getMessage());
  }

  @Test
  void flagsAreTrueOrFalse() throws Exception {
    assertTrue(QueryValue.flag("overwrite", "true"));
    assertFalse(QueryValue.flag("overwrite", "false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "TRUE", "true "})
  void nothingIsTakenForFalse(String text) {
    Refused refused = assertThrows(Refused.class, () -> QueryValue.flag("overwrite", text));
    assertEquals(400, refused.failure().status());
    assertEquals("overwrite: true or false is missing.", refused.getMessage());
  }
}
