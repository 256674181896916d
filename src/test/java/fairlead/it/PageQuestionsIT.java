package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a host asks before it gives a shell, and what it is refused for. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageQuestionsIT {
  private AskingHost host;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    host = AskingHost.start(Site.directory("asking"));
    Site.hosts(
        """
        hosts:
          - name: by-password
            address: 127.0.0.1
            port: %1$d
            user: ada
            host-key-policy: accept-new
            authentication: [password]
          - name: by-questions
            address: 127.0.0.1
            port: %1$d
            user: ada
            host-key-policy: accept-new
            authentication: [keyboard-interactive]
          - name: unknown
            address: 127.0.0.1
            port: %1$d
            user: ada
            host-key-policy: ask
            authentication: [password]
        """
            .formatted(host.port()));
    page = new Page(SharedServer.base());
    page.enter("operator");
  }

  @AfterEach
  void stop() throws Exception {
    page.close();
    host.close();
  }

  @Test
  void aPasswordIsAskedForAgainUntilItIsRight() {
    page.open("by-password");
    awaitQuestion("by-password: Password of ada@127.0.0.1");
    assertEquals("password", field(0).getAttribute("type"));
    page.type("wrong\n");
    page.until("the second try", () -> question().contains("did not accept that password"));
    assertEquals("", field(0).getDomProperty("value"), "the wrong one is gone");
    page.type(AskingHost.PASSWORD + "\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    assertEquals("Connected to by-password", page.status());
    assertTrue(page.notes().contains("Authorised use only " + AskingHost.MARKUP), page.notes());
    assertNothingOfItRan();
  }

  @Test
  void threeWrongPasswordsAreARefusalThatSaysSo() {
    page.open("by-password");
    awaitQuestion("Password of");
    page.type("wrong\n");
    page.until("the second try", () -> question().contains("did not accept") && prompt() == 2);
    page.type("wrong\n");
    page.until("the third try", () -> question().contains("did not accept") && prompt() == 3);
    page.type("wrong\n");
    page.until("the refusal", () -> page.outcome().contains("did not accept the login of ada"));
    assertEquals("Not connected", page.status());
    Page.button(page.part("terminal-outcome"), "Open a new terminal").click();
    awaitQuestion("Password of");
  }

  @Test
  void questionsAreTextAndAnsweredFieldByField() {
    page.open("by-questions");
    awaitQuestion("by-questions: Second factor");
    assertTrue(question().contains("Look at your device. " + AskingHost.MARKUP), question());
    assertTrue(question().contains("1. Push\n2. " + AskingHost.MARKUP + " Code:"), question());
    assertEquals("text", field(0).getAttribute("type"));
    assertEquals("password", field(1).getAttribute("type"));
    page.type("1" + Keys.TAB + "2\n");
    page.until("the second try", () -> question().contains("did not accept that. Try again."));
    page.type("314159" + Keys.TAB + "2718\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    assertNothingOfItRan();
  }

  @Test
  void aQuestionWaitsUntilItsTabIsInFront() {
    page.until(
        "the host", () -> page.hosts().findElements(By.cssSelector("button.host")).size() == 3);
    // Faster than the host can ask.
    page.script(
        "const app = document.querySelector('fairlead-app').shadowRoot;"
            + "app.querySelector('host-list').shadowRoot.querySelector('button.host').click();"
            + "app.querySelector('#tab-0').click();");
    page.until("the mark", () -> page.mark("by-password").equals("needs an answer"));
    page.hosts().findElement(By.cssSelector("input[type=search]")).sendKeys("unknown");
    page.until(
        "a page that goes on",
        () -> page.hosts().findElements(By.cssSelector("button.host")).size() == 1);
    page.tab("by-password").click();
    awaitQuestion("Password of");
    page.type(AskingHost.PASSWORD + "\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    page.until("no mark", () -> page.mark("by-password").isEmpty());
  }

  @Test
  void whoCancelsIsToldSo() {
    page.open("by-password");
    awaitQuestion("Password of");
    page.type(Keys.ESCAPE.toString());
    page.until("the outcome", () -> page.outcome().contains("was cancelled"));
  }

  @Test
  void anUnknownKeyIsShownAndStoredOnlyWhenItIsTrusted() {
    page.open("unknown");
    awaitQuestion("SHA256:");
    Page.button(page.part("prompt-dialog"), "Cancel").click();
    page.until("the refusal", () -> !page.outcome().isEmpty());
    Page.button(page.part("terminal-outcome"), "Open a new terminal").click();
    awaitQuestion("SHA256:");
    Page.button(page.part("prompt-dialog"), "Trust and connect").click();
    awaitQuestion("Password of");
  }

  @Test
  void aChangedKeyIsRefusedWithBothFingerprintsToRead() throws Exception {
    page.open("by-password");
    awaitQuestion("Password of");
    page.type(AskingHost.PASSWORD + "\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    host.changeKey();
    page.until(
        "the loss",
        () ->
            page.app().findElements(By.cssSelector("terminal-tab")).size() == 1
                && !page.status().startsWith("Connected"));
    page.open("by-password");
    page.until("the refusal", () -> page.outcome().contains("has changed"));
    assertEquals(2, page.outcome().split("SHA256:[A-Za-z0-9+/]{43}", -1).length - 1);
    assertTrue(page.outcome().contains("remove the old key"), page.outcome());
  }

  private void awaitQuestion(String words) {
    page.until("the question " + words, () -> question().contains(words));
  }

  private String question() {
    return page.part("prompt-dialog").findElement(By.cssSelector("dialog")).getText();
  }

  private WebElement field(int index) {
    return page.part("prompt-dialog").findElements(By.cssSelector("input")).get(index);
  }

  /** Which question it is, counted from 1. */
  private long prompt() {
    return (Long) page.active("shadowRoot.querySelector('prompt-dialog').prompt.id");
  }

  private void assertNothingOfItRan() {
    assertTrue(page.browser.getTitle().contains("Fairlead"), page.browser.getTitle());
  }
}
