package fairlead.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SignInFormTest {
  @Test
  void textIsUtf8HoweverItIsWritten() {
    SignInForm encoded = parse("j_username=j%C3%BCrgen&j_password=%E2%82%AC+1%2B1");
    assertEquals("jürgen", encoded.field("j_username"));
    assertEquals("€ 1+1", encoded.field("j_password"));
    assertEquals("jürgen", SignInForm.parse("n=jürgen".getBytes(UTF_8)).orElseThrow().field("n"));
    assertNull(encoded.field("other"));
  }

  @Test
  void whatIsMalformedOrTwiceIsNone() {
    for (String text : new String[] {"a=%zz", "a=%", "a=1&a=2", "&&"}) {
      assertTrue(SignInForm.parse(text.getBytes(ISO_8859_1)).isEmpty(), text);
    }
  }

  private static SignInForm parse(String text) {
    return SignInForm.parse(text.getBytes(ISO_8859_1)).orElseThrow();
  }
}
