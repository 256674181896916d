package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseReasonsTest {
  @ParameterizedTest
  @EnumSource
  void aCloseFrameHasTheCodeOfItsFailure(Failure failure) {
    if (failure.closeCode() == Failure.NONE) {
      assertThrows(
          IllegalArgumentException.class, () -> CloseReasons.of(failure, failure.sentence()));
    } else {
      assertEquals(
          failure.closeCode(),
          CloseReasons.of(failure, failure.sentence()).getCloseCode().getCode());
    }
  }

  @Test
  void aSentenceIsCutToWhatACloseFrameHolds() {
    String cut = CloseReasons.of(Failure.FAULT, "ä😀".repeat(200)).getReasonPhrase();
    assertTrue(cut.getBytes(UTF_8).length <= 123);
    assertTrue("ä😀".repeat(200).startsWith(cut));
  }
}
