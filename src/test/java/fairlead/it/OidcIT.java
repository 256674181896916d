package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.Chromium;
import fairlead.testing.OpenIdProvider;
import fairlead.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** Single sign-on: a real browser, a real provider on another site, HTTPS between all three. */
@EnabledIf("fairlead.testing.Chromium#available")
class OidcIT {
  private static final String ASK =
      "const r = new XMLHttpRequest(); r.open('GET', '/api/session', false); r.send();"
          + " return r.responseText";

  private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

  private static OpenIdProvider provider;
  private static Alone place;
  private static String base;
  private static RawHttp http;
  private static RawHttp.Answer whileAway;
  private static String saidWhileAway;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("oidc");
    int port = Ports.free();
    base = "https://localhost:" + port;
    Certificate certificate = Certificate.make(files, "provider");
    provider =
        OpenIdProvider.stopped(
            Path.of(System.getProperty("it.wlp.home")),
            Files.createDirectories(files.resolve("provider")),
            certificate,
            base);
    Map<String, String> settings = new HashMap<>();
    settings.put("FAIRLEAD_SIGN_IN", "oidc");
    settings.put("FAIRLEAD_ADDRESS", base);
    settings.put("FAIRLEAD_OIDC_DISCOVERY", provider.discovery());
    settings.put("FAIRLEAD_OIDC_CLIENT_ID", "fairlead");
    settings.put("FAIRLEAD_OIDC_CLIENT_SECRET", OpenIdProvider.SECRET);
    settings.put("FAIRLEAD_OIDC_SCOPE", "openid profile");
    settings.put("FAIRLEAD_OIDC_GROUPS_CLAIM", "groupIds");
    settings.put("FAIRLEAD_SIGN_IN_PROVIDER", "Example Inc.");
    settings.put("FAIRLEAD_SIGN_IN_PROVIDER_SIGN_OUT", provider.endSession());
    settings.put("FAIRLEAD_TRUST_STORE", certificate.trust().toString());
    settings.put("FAIRLEAD_TRUST_STORE_PASSWORD", Certificate.PASSWORD);
    settings.put("FAIRLEAD_HTTPS", "self-made");
    settings.put("FAIRLEAD_HTTPS_PORT", String.valueOf(port));
    place = Alone.start(files, settings);
    // Nobody has asked for the provider's configuration yet, and the server cannot get it now.
    http = new RawHttp("127.0.0.1", place.server().port());
    whileAway = http.get("/sign-in/provider");
    try (Page page = new Page(base, Chromium.credulous())) {
      page.browser.get(base + "/");
      page.until("the way", () -> page.browser.findElement(By.id("provider")).isDisplayed());
      page.browser.findElement(By.id("provider")).click();
      page.until("an answer", () -> page.browser.getCurrentUrl().contains("?"));
      page.until("a sentence", () -> page.browser.findElement(By.id("message")).isDisplayed());
      saidWhileAway = page.browser.findElement(By.id("message")).getText();
    }
    provider.start();
    provider.awaitReady(certificate);
    // The server does not ask again at once. People come in soon all the same.
    Patience.await(
        Duration.ofSeconds(30),
        () -> http.get("/sign-in/provider").status() == 302,
        () -> "no ways to the provider, which is back");
  }

  @AfterAll
  static void stop() throws Exception {
    if (provider != null) {
      provider.close();
    }
    if (place != null) {
      place.close();
    }
  }

  @Test
  void peopleComeBackFromTheProviderWithTheirGroupsAndGoByIt() throws Exception {
    try (Page page = new Page(base, Chromium.credulous())) {
      signIn(page, "ada");
      page.until("the hosts", () -> page.hosts().findElement(By.id("hosts")).isDisplayed());
      assertStrict(page, "FairleadLogin");
      assertStrict(page, "JSESSIONID");
      page.open(Alone.HOST);
      page.type("echo rea''dy\n");
      page.until("the echo", () -> page.screen().contains("ready"));

      String session = String.valueOf(page.script(ASK));
      assertTrue(session.contains("\"name\":\"ada\",\"roles\":[\"operator\"]"), session);
      assertTrue(session.contains("\"groups\":[\"night shift\",\"operator\"]"), session);

      page.signOut();
      page.until("our page", () -> page.browser.getCurrentUrl().equals(base + "/sign-in.html?out"));
      // The provider does not know them any more either: it asks.
      page.browser.findElement(By.id("provider")).click();
      page.until("a question", () -> !page.browser.findElements(By.name("j_username")).isEmpty());
      assertTrue(page.browser.getCurrentUrl().startsWith(provider.address()));
    }
  }

  @Test
  void peopleAreToldThatTheProviderIsAway() {
    assertEquals(303, whileAway.status(), whileAway.toString());
    assertEquals(List.of("/sign-in.html?unreachable"), whileAway.all("Location"));
    assertFalse(whileAway.body().contains("{"), whileAway.body());
    assertEquals(
        "The sign-in provider cannot be reached. Try again in a few minutes.", saidWhileAway);
  }

  @Test
  void aReturnThatNobodyBeganLeadsToTheSignInPage() throws Exception {
    for (String query :
        List.of("", "?code=x", "?state=", "?state=x", "?state=x&code=y", "?error=x&state=y")) {
      assertUnfinished(http.get("/oidcclient/redirect/provider" + query));
    }
    assertEquals(List.of("/sign-in.html"), http.get("/sign-in/arrival").all("Location"));
  }

  @Test
  void aReturnWithAWrongCodeOrARefusalLeadsToTheSignInPage() throws Exception {
    for (String outcome : List.of("code=wrong", "error=access_denied", "error=server_error")) {
      RawHttp.Answer away = http.get("/sign-in/provider");
      assertEquals(302, away.status(), away.toString());
      Matcher state = STATE.matcher(away.all("Location").get(0));
      assertTrue(state.find(), away.toString());
      String cookies = away.cookies();
      RawHttp.Answer back =
          http.send(
              "GET",
              "/oidcclient/redirect/provider?" + outcome + "&state=" + state.group(1),
              "",
              cookies);
      if (outcome.startsWith("code")) {
        assertEquals(302, back.status(), back.toString());
        cookies += back.cookies().replaceFirst("Cookie: ", "; ");
        back = http.get("/sign-in/provider", cookies);
      }
      assertUnfinished(back);
    }
  }

  @Test
  void aBrowserSeesPagesOnly() throws Exception {
    for (String path : List.of("/oidcclient/", "/oidcclient/redirect/x", "/sign-in/ways", "/jwt")) {
      RawHttp.Answer answer = http.send("GET", path, "", "Accept: text/html");
      assertFalse(answer.body().startsWith("{"), answer.toString());
      assertFalse(answer.body().contains("SRVE"), answer.toString());
    }
  }

  private static void assertUnfinished(RawHttp.Answer answer) {
    assertEquals(303, answer.status(), answer.toString());
    assertEquals(List.of("/sign-in.html?unfinished"), answer.all("Location"));
    assertFalse(answer.body().contains("{"), answer.body());
  }

  /** The OpenID client brings web applications of its own. */
  @Test
  void noOtherFormLoginIsThere() throws Exception {
    for (String application : List.of("/oidcclient", "/jwt", "/oauth2", "/oidc", "/health")) {
      for (String path :
          List.of("/j_security_check", "/redirect/provider/ibm_security_logout", "/")) {
        RawHttp.Answer answer =
            http.send(
                "POST",
                application + path,
                RawHttp.form("operator", Browserless.PASSWORD),
                RawHttp.FORM);
        assertTrue(
            List.of(401, 403, 404).contains(answer.status()), application + path + ": " + answer);
        assertEquals(List.of(), answer.all("Set-Cookie"));
      }
    }
  }

  @Test
  void whoHasNoRoleIsToldSo() throws Exception {
    try (Page page = new Page(base, Chromium.credulous())) {
      signIn(page, "eve");
      page.until("the refusal", () -> page.browser.getCurrentUrl().endsWith("?roleless"));
      page.until(
          "the sentence",
          () -> page.browser.findElement(By.id("message")).getText().contains("none of the roles"));
      page.browser.get(base + "/");
      assertTrue(page.browser.getCurrentUrl().startsWith(base + "/sign-in.html"));
    }
  }

  @Test
  void accountsOfTheServersOwnStillSignIn() throws Exception {
    try (Page page = new Page(base, Chromium.credulous())) {
      page.enter("operator");
    }
  }

  private static void signIn(Page page, String name) {
    page.browser.get(base + "/");
    page.until("the way", () -> page.browser.findElement(By.id("provider")).isDisplayed());
    assertEquals(
        "Sign in with Example Inc.", page.browser.findElement(By.id("provider")).getText());
    page.browser.findElement(By.id("provider")).click();
    page.until("a question", () -> !page.browser.findElements(By.name("j_username")).isEmpty());
    page.browser.findElement(By.name("j_username")).sendKeys(name);
    page.browser.findElement(By.name("j_password")).sendKeys(OpenIdProvider.PASSWORD);
    page.browser.findElement(By.name("j_password")).submit();
  }

  private static void assertStrict(Page page, String name) {
    Cookie cookie = page.browser.manage().getCookieNamed(name);
    assertEquals("Strict", cookie.getSameSite(), name);
    assertTrue(cookie.isSecure() && cookie.isHttpOnly(), name);
  }
}
