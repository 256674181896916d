package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The row of tabs, and what concerns all of them. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageTabsIT {
  private static final String FIRST =
      "document.querySelector('fairlead-app').shadowRoot.querySelector('terminal-tab')";

  private static OpenSshServer sshd;
  private Page page;

  @BeforeAll
  static void startHost() throws Exception {
    Path banner = Site.directory("banner").resolve("banner");
    Files.writeString(banner, "Authorised use only.\nAll sessions are recorded.\n");
    sshd = OpenSshServer.start(Site.directory("sshd"), "Banner " + banner);
    Site.hosts(
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication: [{key: %s}]
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("ed25519")));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Site.endTerminals("operator");
    page = new Page(SharedServer.base());
    page.enter("operator");
  }

  @AfterEach
  void stop() throws Exception {
    page.close();
    Site.endTerminals("operator");
  }

  @Test
  void aTabTellsWhatHappensBehindTheOneInFront() {
    page.connect("web-1");
    page.type("PS1='$ '; printf '\\033]0;notes\\007'\n");
    page.until("the title", () -> page.tab("web-1").getText().equals("web-1 notes"));
    page.type("read go; printf 'out''put\\n'; read go; printf '\\007'\n");
    page.until("the command", () -> page.screen().contains("read go"));
    send("\n");
    page.tab("Hosts").click();
    page.until("output", () -> page.mark("web-1").equals("new output"));
    assertEquals("Fairlead", page.browser.getTitle());
    send("\n");
    page.until("the bell", () -> page.mark("web-1").equals("rang its bell"));
    assertTrue(page.browser.getTitle().startsWith("🔔"), page.browser.getTitle());
    page.tab("web-1").click();
    page.until("no mark", () -> page.mark("web-1").isEmpty());
    assertEquals("notes · Fairlead", page.browser.getTitle());
  }

  @Test
  void whatIsOnlyDrawnAgainRingsNoBell() {
    page.connect("web-1");
    page.type("PS1='$ '; printf 'ra''ng\\007\\n'; read go; printf 'ag''ain\\007\\n'\n");
    page.until("the first bell", () -> page.screen().contains("rang\n"));
    page.connect("web-1");
    // As with a screen that was too large to be kept: the server sends its output again.
    page.script(
        "addEventListener('pagehide', () => Object.keys(sessionStorage).forEach(key =>"
            + " sessionStorage.setItem(key, sessionStorage.getItem(key)"
            + ".replaceAll(/\"screen\":\\{/g, '\"screen\":null,\"was\":{'))))");
    page.browser.navigate().refresh();
    page.until("the one in front", () -> page.status().equals("Connected to web-1"));
    page.until("the output", () -> page.allText(FIRST).contains("rang\n"));
    assertEquals(List.of(), page.app().findElements(By.cssSelector("[role=tab] .mark.warn")));
    assertFalse(page.browser.getTitle().contains("🔔"), page.browser.getTitle());
    behind("connection.input.type(new TextEncoder().encode('\\n'))");
    page.until("a bell that is new", () -> page.browser.getTitle().startsWith("🔔"));
  }

  /** What the first terminal tells, which is not in front. */
  private String behind(String what) {
    return String.valueOf(page.script("return " + FIRST + "." + what));
  }

  /** What somebody types into the terminal while another tab is in front. */
  private void send(String text) {
    page.browser.executeScript(
        "const bytes = new TextEncoder().encode(arguments[0]);"
            + "setTimeout(() => document.querySelector('fairlead-app').shadowRoot"
            + ".querySelector('terminal-tab').connection.input.type(bytes), 700)",
        text);
  }

  @Test
  void tabsOfOneHostAreToldApartClosedByTheirCrossAndListedWhenTheyAreTooMany() {
    for (int i = 0; i < 3; i++) {
      page.connect("web-1");
    }
    assertEquals(List.of("Hosts", "web-1", "web-1 (2)", "web-1 (3)"), tabs());
    page.size(420, 700);
    page.until("the list", () -> !page.app().findElements(By.cssSelector(".all-tabs")).isEmpty());
    Select all = new Select(page.app().findElement(By.cssSelector(".all-tabs select")));
    assertEquals(4, all.getOptions().size());
    // It lies unseen over its picture, and so is none that Selenium would choose from.
    page.browser.executeScript(
        "arguments[0].selectedIndex = 1; arguments[0].dispatchEvent(new Event('change'))",
        all.getWrappedElement());
    page.until("the first", () -> chosen().getAttribute("id").equals("tab-1"));
    page.until("it is seen", () -> inView(chosen()));
    page.checkAccessibility("crowded");
    page.size(1280, 800);
    WebElement second = page.app().findElements(By.cssSelector(".tab .close")).get(1);
    second.click();
    page.until("two", () -> tabs().equals(List.of("Hosts", "web-1", "web-1 (3)")));
    assertEquals("web-1", chosen().getText(), "the one in front stays");
    page.until("the screen", () -> page.focus().endsWith("textarea"));
    page.connect("web-1");
    // The closed one may still be brought back, with its number.
    assertEquals(List.of("Hosts", "web-1", "web-1 (3)", "web-1 (4)"), tabs());
  }

  @Test
  void aTabThatIsClosedLeavesTheFocusOnTheNextTabAndNotInItsShell() {
    page.connect("web-1");
    page.connect("web-1");
    page.connect("web-1");
    Page.button(page.app(), "End terminal").click();
    page.until("the second tab", () -> page.focus().endsWith("button#tab-2"));
    assertTrue(
        Page.inside(page.app(), "ending-bar")
            .findElement(By.cssSelector("div"))
            .getText()
            .contains("web-1 (3)"));
    page.chord("z", Keys.CONTROL);
    page.until("the third again", () -> chosen().getAttribute("id").equals("tab-3"));
    page.until("the screen", () -> page.focus().endsWith("textarea"));
    page.app().findElements(By.cssSelector(".tab .close")).get(2).click();
    page.until("the second tab", () -> page.focus().endsWith("button#tab-2"));
    WebElement now = Page.button(Page.inside(page.app(), "ending-bar"), "End now");
    page.browser.executeScript("arguments[0].focus()", now);
    page.type("\n");
    page.until("the tab again", () -> page.focus().endsWith("button#tab-2"));
  }

  @Test
  void terminalsOfOneHostAreToldApartInTheListOfThoseThatRun() {
    page.connect("web-1");
    page.connect("web-1");
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      other.until(
          "both",
          () ->
              other.running().findElements(By.cssSelector(".name")).stream()
                  .map(WebElement::getText)
                  .sorted()
                  .toList()
                  .equals(List.of("web-1", "web-1 (2)")));
    }
  }

  private List<String> tabs() {
    return page.app().findElements(By.cssSelector("[role=tab]")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private WebElement chosen() {
    return page.app().findElement(By.cssSelector("[role=tab][aria-selected=true]"));
  }

  private boolean inView(WebElement tab) {
    return (Boolean)
        page.browser.executeScript(
            "const tab = arguments[0].getBoundingClientRect(), row ="
                + " arguments[0].closest('.tabs').getBoundingClientRect(); return tab.left >="
                + " row.left - 1 && tab.right <= row.right + 1",
            tab);
  }

  @Test
  void theChosenTabIsSeenWithForcedColours() {
    page.connect("web-1");
    page.browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
    WebElement other = page.tab("Hosts");
    assertNotEquals(
        other.getCssValue("background-color"), chosen().getCssValue("background-color"));
    assertNotEquals(chosen().getCssValue("color"), chosen().getCssValue("background-color"));
  }

  @Test
  void aBannerTakesNoRoomOnceOneIsAtWork() {
    page.connect("web-1");
    page.until("the banner", () -> page.notes().contains("All sessions are recorded."));
    long before = page.rows();
    page.type("ls\n");
    page.until("more room", () -> page.notes().isEmpty() && page.rows() > before);
    Page.button(page.part("terminal-status"), "Host message").click();
    page.until("the banner", () -> page.notes().contains("Authorised use only."));
    page.until("a focus", () -> page.focus().contains("terminal-tab"));
  }

  @Test
  void signingOutAsksWhileATerminalRuns() {
    page.connect("web-1");
    Page.button(page.app(), "Sign out").click();
    WebElement question =
        Page.inside(page.app(), "confirm-dialog").findElement(By.cssSelector("dialog"));
    page.until("the question", question::isDisplayed);
    assertTrue(question.getText().contains("A terminal is running."), question.getText());
    page.type(Keys.ESCAPE.toString());
    page.until("no question", () -> !question.isDisplayed());
    assertEquals("Connected to web-1", page.status());
    page.signOut();
    page.until("the form", () -> page.browser.findElement(By.id("name")).isDisplayed());
  }

  @Test
  void whoSignsOutElsewhereIsToldAndCanDoNothingElse() throws Exception {
    page.connect("web-1");
    String first = page.browser.getWindowHandle();
    page.openAnotherTab();
    page.until("the hosts", () -> page.hosts().findElement(By.id("hosts")).isDisplayed());
    page.until("the button", () -> Page.button(page.app(), "Sign out").isDisplayed());
    page.signOut();
    page.until("the way out", () -> page.browser.getCurrentUrl().contains("?out"));
    page.browser.switchTo().window(first);
    SearchContext dialog = Page.inside(page.app(), "signed-out-dialog");
    page.until("the dialog", () -> Page.button(dialog, "Sign in").isDisplayed());
    page.type(Keys.ESCAPE.toString());
    page.type(Keys.ESCAPE.toString());
    assertTrue(Page.button(dialog, "Sign in").isDisplayed(), "it cannot be put away");
    String words = dialog.findElement(By.cssSelector("dialog")).getText();
    assertTrue(words.contains("Your terminals have ended."), words);
    assertTrue(
        (Boolean)
            page.script(
                "return"
                    + " document.querySelector('fairlead-app').shadowRoot.querySelector('signed-out-dialog').shadowRoot.querySelector('dialog').matches(':modal')"));
    page.look("signed-out");
    Page.button(dialog, "Sign in").click();
    page.until("the form", () -> page.browser.findElement(By.id("name")).isDisplayed());
  }

  @Test
  void aWrongPasswordLeavesTheName() {
    page.signOut();
    page.until("the form", () -> page.browser.findElement(By.id("name")).isDisplayed());
    page.signIn("operator", "wrong");
    page.until("the refusal", () -> page.browser.findElement(By.id("message")).isDisplayed());
    page.until("the name", () -> "operator".equals(value("name")));
    assertEquals("", value("password"));
    page.until("the password", () -> page.focus().equals("input#password"));
    page.type(Browserless.PASSWORD + "\n");
    page.until("the hosts", () -> page.hosts().findElement(By.id("hosts")).isDisplayed());
  }

  private String value(String field) {
    return page.browser.findElement(By.id(field)).getDomProperty("value");
  }
}
