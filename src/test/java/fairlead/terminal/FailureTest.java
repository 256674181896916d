package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.SshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  @ParameterizedTest
  @EnumSource
  void everyFailureHasASentenceAndACodeThatTheProtocolNames(Failure failure) throws IOException {
    assertTrue(failure.sentence().endsWith("."), failure.sentence());
    String protocol = Files.readString(Path.of("docs/PROTOCOL.md"));
    assertTrue(protocol.contains("| " + failure.code() + " |"), "docs/PROTOCOL.md: " + failure);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfSshIsAFailure(SshException.Reason reason) {
    assertNotNull(Failure.of(reason));
  }
}
