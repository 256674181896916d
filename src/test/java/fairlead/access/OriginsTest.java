package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private final Origins origins = new Origins(List.of("https://shell.example.com"));

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9080", "HTTP://LOCALHOST:9080"})
  void theServersOwnPagesMaySpeak(String origin) {
    assertTrue(origins.allows(origin, "http", "localhost", 9080));
  }

  @Test
  void theUsualPortNeedNotBeWritten() {
    assertTrue(origins.allows("https://example.com", "https", "example.com", 443));
    assertTrue(origins.allows("http://example.com", "http", "example.com", 80));
  }

  @Test
  void anAddressOfIpVersion6IsAHostLikeAnyOther() {
    assertTrue(origins.allows("http://[::1]:9080", "http", "::1", 9080));
  }

  @Test
  void aListedPageMaySpeak() {
    assertTrue(origins.allows("https://shell.example.com", "http", "10.0.0.1", 9080));
    assertTrue(origins.allows("https://shell.example.com:443", "http", "10.0.0.1", 9080));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "null",
        "http://evil.example",
        "http://localhost",
        "http://localhost:9081",
        "https://localhost:9080",
        "http://localhost:9080/",
        "http://localhost:9080@evil.example",
        "http://user@localhost:9080",
        "http://localhost:9080?x",
        "http://localhost:9080#x",
        "http://localhost:9080 http://evil.example",
        "http://localhost.evil.example:9080",
        "ws://localhost:9080",
        "file://",
        "http:localhost:9080",
        "https://shell.example.com:444",
        "https://shell.example.com.evil.example"
      })
  void everyOtherMayNot(String origin) {
    assertFalse(origins.allows(origin, "http", "localhost", 9080));
  }
}
