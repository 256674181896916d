package fairlead.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RequestSpanFilterTest {
  @Test
  void namesThatCannotBeGuessedAreMaskedAndWordsAndFilesAreNot() {
    assertEquals(
        "/api/terminals/{name}/token",
        RequestSpanFilter.masked("/api/terminals/zPRR-xSijTSy6ddCmvCiKtC1/token"));
    assertEquals("/t/{name}", RequestSpanFilter.masked("/t/zPRR_xSijTSy6ddCmvCiKtC1"));
    for (String path :
        new String[] {"/", "/api/terminals", "/assets/preferences-Ba0Uss4X.css", "/ws/terminal/"}) {
      assertEquals(path, RequestSpanFilter.masked(path));
    }
  }

  @Test
  void pagesHaveRoutesOfTheirOwnAndOtherFilesOneForAll() {
    assertEquals("/", RequestSpanFilter.fileRoute("/"));
    assertEquals("/sign-in.html", RequestSpanFilter.fileRoute("/sign-in.html"));
    assertEquals("/assets/*", RequestSpanFilter.fileRoute("/assets/index-Ba0Uss4X.js"));
    assertEquals("/assets/*", RequestSpanFilter.fileRoute("/assets/fonts/mono.woff2"));
  }
}
