package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "web-1, web-1, true",
    "web-1, web-10, false",
    "web-1, Web-1, false",
    "*, anything, true",
    "*, '', true",
    "web-*, web-, true",
    "web-*, web-1, true",
    "web-*, my-web-1, false",
    "*.example.com, a.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, a.example.com.evil.org, false",
    "a*b*c, abc, true",
    "a*b*c, a-b-c, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "a*aa*a, aaa, false",
    "a*aa*a, aaaa, true",
    "web.1, webx1, false"
  })
  void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
    assertEquals(matches, new Glob(pattern).matches(name));
  }
}
