package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.SshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  @ParameterizedTest
  @EnumSource
  void everyFailureHasASentenceAndACodeThatTheProtocolNames(Failure failure) throws IOException {
    assertTrue(failure.sentence().endsWith("."), failure.sentence());
    String protocol = Files.readString(Path.of("docs/PROTOCOL.md"));
    assertTrue(protocol.contains("| " + failure.code() + " |"), "docs/PROTOCOL.md: " + failure);
    assertEquals(failure.code(), failure.closeReason(failure.sentence()).getCloseCode().getCode());
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfSshIsAFailure(SshException.Reason reason) {
    assertNotNull(Failure.of(reason));
  }

  @Test
  void aSentenceIsCutToWhatACloseFrameHolds() {
    String cut = Failure.FAULT.closeReason("ä😀".repeat(200)).getReasonPhrase();
    assertTrue(cut.getBytes(UTF_8).length <= 123);
    assertTrue("ä😀".repeat(200).startsWith(cut));
  }
}
