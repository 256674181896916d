package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderSignOutTest {
  @Test
  void theProviderIsToldWhoLeavesAndWhereTheyComeBackTo() {
    assertEquals(
        "https://id.example.com/out?id_token_hint=a.b%2B.c"
            + "&post_logout_redirect_uri=https%3A%2F%2Fshell.example.com%2Fsign-in.html%3Fout",
        new ProviderSignOut("https://id.example.com/out", Optional.of("https://shell.example.com"))
            .location("a.b+.c", ""));
  }

  @Test
  void peopleComeBackToTheBasePath() {
    assertEquals(
        "https://id.example.com/out?id_token_hint=a.b.c"
            + "&post_logout_redirect_uri=https%3A%2F%2Fexample.com%2Fshell%2Fsign-in.html%3Fout",
        new ProviderSignOut("https://id.example.com/out", Optional.of("https://example.com"))
            .location("a.b.c", "/shell"));
  }

  @Test
  void whereFairleadDoesNotKnowItsAddressPeopleStayAtTheProvider() {
    assertEquals(
        "https://id.example.com/out?app=1&id_token_hint=a.b.c",
        new ProviderSignOut("https://id.example.com/out?app=1", Optional.empty())
            .location("a.b.c", "/shell"));
  }
}
