package fairlead.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FileException;
import fairlead.ssh.SshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  @ParameterizedTest
  @EnumSource
  void everyFailureHasASentenceAndACodeThatTheProtocolNames(Failure failure) throws IOException {
    assertTrue(failure.sentence().endsWith("."), failure.sentence());
    String protocol = Files.readString(Path.of("docs/PROTOCOL.md"));
    assertTrue(
        failure.closeCode() == Failure.NONE || protocol.contains("| " + failure.closeCode() + " |"),
        "docs/PROTOCOL.md: " + failure);
  }

  @Test
  void theTableInTheProtocolIsThatOfTheCode() throws IOException {
    List<String> written;
    try (Stream<String> lines = Files.lines(Path.of("docs/PROTOCOL.md"))) {
      written =
          lines
              .dropWhile(line -> !line.equals("## Failures"))
              .skip(1)
              .takeWhile(line -> !line.startsWith("## "))
              .filter(line -> line.matches("\\| `[a-z_]+` \\|.*"))
              .toList();
    }
    assertEquals(
        Stream.of(Failure.values()).map(FailureTest::row).toList(), written, "docs/PROTOCOL.md");
  }

  private static String row(Failure failure) {
    return "| `%s` | %s | %s | %s | \"%s\" |"
        .formatted(
            failure.label(),
            failure.kind().name().toLowerCase(Locale.ROOT),
            code(failure.status()),
            code(failure.closeCode()),
            failure.sentence());
  }

  private static String code(int code) {
    return code == Failure.NONE ? "" : Integer.toString(code);
  }

  /** A close code says the same as the status, unless RFC 6455 §7.4.1 has one of its own. */
  @ParameterizedTest
  @EnumSource
  void aCloseCodeIsThatOfTheStatusOrOfTheStandard(Failure failure) {
    int status = failure.status();
    int code = failure.closeCode();
    assertNotEquals(status, code, "one of both is needed");
    assertTrue(status == Failure.NONE || (status >= 400 && status < 600), failure::toString);
    assertTrue(
        status == Failure.NONE || code == Failure.NONE || code == 4000 + status || code < 2000,
        failure::toString);
  }

  @ParameterizedTest
  @EnumSource
  void onlyHostsAndTheServerAreErrors(Failure failure) {
    int code = failure.status() == Failure.NONE ? failure.closeCode() : failure.status();
    boolean blamed = failure.kind() == Failure.Kind.HOST || failure.kind() == Failure.Kind.SERVER;
    assertEquals(blamed, failure.kind().isError());
    assertTrue(blamed || code % 4000 < 500 || code < 2000, failure::toString);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfSshIsAFailure(SshException.Reason reason) {
    assertNotNull(Failure.of(reason));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonOfFilesHasAStatus(FileException.Reason reason) {
    assertNotEquals(Failure.NONE, Failure.of(reason).status());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 500})
  void aBareStatusIsAFailureOfThisStatus(int status) {
    assertEquals(status, Failure.ofStatus(status).status());
  }

  @Test
  void otherStatusesSayAtLeastWhoIsToBlame() {
    assertEquals(Failure.BAD_REQUEST, Failure.ofStatus(418));
    assertEquals(Failure.FAULT, Failure.ofStatus(502));
  }
}
