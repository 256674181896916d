package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Chromium;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;

/** Fairlead under a path of its address, and with cookies of its own name. */
class BasePathIT {
  private static final String PATH = "/tools/shell";

  private static Alone place;
  private static String origin;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("base-path");
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_BASE_PATH",
                PATH,
                "FAIRLEAD_COOKIES_SUFFIX",
                "-second",
                "FAIRLEAD_SIGN_IN",
                "oidc",
                "FAIRLEAD_ADDRESS",
                "https://shell.example.com",
                "FAIRLEAD_OIDC_DISCOVERY",
                "https://localhost:1/no-provider",
                "FAIRLEAD_OIDC_CLIENT_ID",
                "fairlead",
                "FAIRLEAD_OIDC_CLIENT_SECRET",
                "not used"));
    origin = "http://localhost:" + place.server().port();
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void redirectsStayBelowThePath() throws Exception {
    Browserless person = Browserless.at(origin + PATH);
    assertEquals(PATH + "/sign-in.html", location(person.get("/")));
    assertEquals(PATH + "/sign-in.html?failed", location(person.signIn("operator", "wrong")));
    assertEquals(PATH + "/", location(person.signIn("operator", Browserless.PASSWORD)));
    assertEquals(PATH + "/sign-in.html?out", location(person.call("POST", "/sign-out")));
  }

  /** The page's own addresses are relative: without the slash they would lead elsewhere. */
  @Test
  void thePathWithoutItsSlashLeadsToThePage() throws Exception {
    assertEquals(PATH + "/", location(Browserless.at(origin + PATH).get("")));
  }

  @Test
  void cookiesHaveThePathAndTheirOwnNamesAndSigningOutRemovesThem() throws Exception {
    Browserless person = Browserless.at(origin + PATH);
    List<String> cookies = cookies(person.signIn("operator", Browserless.PASSWORD));
    assertEquals(2, cookies.size(), cookies::toString);
    for (String cookie : cookies) {
      assertTrue(cookie.matches("(JSESSIONID|FairleadLogin)-second=.*"), cookie);
      assertTrue(cookie.matches(".*; Path=" + PATH + "/?(;.*|)"), cookie);
    }
    person.call("POST", "/sign-out");
    assertFalse(person.cookies().contains("FairleadLogin"), person.cookies());
  }

  @Test
  void aTerminalWorksAndNothingIsOutsideThePath() throws Exception {
    Browserless person = Browserless.signedIn(origin + PATH, "operator");
    Alone.terminal(person, origin).abort();
    Browserless outside = Browserless.at(origin);
    for (String path : List.of("/", "/sign-in.html", "/api/session", "/ws/terminal/")) {
      assertEquals(404, outside.get(path).statusCode(), path);
    }
    assertEquals(200, outside.get("/health/ready").statusCode());
  }

  /** Where the provider sends them, which must be an address of Fairlead, not of this test. */
  @Test
  void aReturnFromAProviderStaysBelowThePath() throws Exception {
    Browserless person = Browserless.at(origin);
    for (String query : List.of("", "?state=unknown&code=unknown")) {
      HttpResponse<String> answer = person.get(PATH + "/oidcclient/redirect/provider" + query);
      assertEquals(303, answer.statusCode(), query);
      assertEquals(
          PATH + "/sign-in.html?unfinished",
          answer.headers().firstValue("Location").orElse(""),
          query);
    }
    assertEquals(404, person.get("/oidcclient/redirect/provider").statusCode());
  }

  @Test
  @EnabledIf("fairlead.testing.Chromium#available")
  void thePageWorksThere() throws Exception {
    try (Page page = new Page(origin + PATH, Chromium.borrow())) {
      page.enter("operator");
      page.connect(Alone.HOST);
      page.type("echo typed\n");
      page.until("the echo", () -> page.screen().contains("typed\n"));
      Page.button(page.part("terminal-status"), "Files").click();
      page.until(
          "the files",
          () ->
              !Page.inside(page.part("files-panel"), "file-list")
                  .findElements(By.cssSelector("td.name button"))
                  .isEmpty());
      assertEquals(List.of(), page.complaints());
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("none, status " + answer.statusCode());
  }

  private static List<String> cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie");
  }
}
