package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;

/** A person at a real browser, a real SSH server behind: the everyday journeys. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageIT {
  private static OpenSshServer sshd;
  private Page page;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    hosts();
  }

  private static void hosts() throws Exception {
    Site.hosts(
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %1$d
            user: %2$s
            host-key-policy: ask
            labels: {env: production}
            authentication:
              - key: %3$s
          - name: web-2
            address: localhost
            port: %1$d
            user: %2$s
            host-key-policy: accept-new
            labels: {env: test}
            authentication:
              - key: %3$s
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("ecdsa")));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void openBrowser() throws Exception {
    page = new Page(SharedServer.base());
  }

  @AfterEach
  void closeBrowser() {
    page.close();
  }

  @Test
  void fromSigningInToSigningOut() {
    page.browser.get(SharedServer.base() + "/");
    page.signIn("operator", "wrong");
    page.until(
        "the refusal",
        () -> page.browser.findElement(By.id("message")).getText().contains("is wrong"));
    page.enter("operator");
    page.open("web-1");
    SearchContext prompt = page.part("prompt-dialog");
    page.until("the question", () -> prompt.findElements(By.cssSelector("form")).size() == 1);
    assertTrue(
        Page.inside(prompt, "fingerprint-line")
            .findElement(By.cssSelector("code"))
            .getText()
            .matches("SHA256:[A-Za-z0-9+/]{43}"));
    Page.button(prompt, "Trust and connect").click();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));

    page.type("echo $((6*7))-$TERM\n");
    page.until("the echo", () -> page.screen().contains("42-xterm-256color"));
    page.browser.manage().window().setSize(new Dimension(700, 500));
    page.until("a narrow terminal", () -> page.columns() < 100);
    page.type("clear; stty size\n");
    page.until("its size", () -> page.screen().contains(page.rows() + " " + page.columns()));
    page.type("top\n");
    page.until("top", () -> page.screen().contains("load average"));
    page.type("q");
    page.type("exit 3\n");
    page.until("the end", () -> page.status().equals("The shell ended with status 3."));

    page.signOut();
    page.until("the way out", () -> page.browser.getCurrentUrl().contains("/sign-in.html?out"));
    assertEquals("You are signed out.", page.browser.findElement(By.id("message")).getText());
    assertEquals(
        0,
        page.complaints().stream().filter(one -> one.contains("Content Security Policy")).count());
  }

  @Test
  void whoSignsInNextSeesNothingOfTheOneBefore() {
    page.enter("operator");
    page.connect("web-2");
    page.type("echo nobodys''business\n");
    page.until("the echo", () -> page.screen().contains("nobodysbusiness"));
    page.signOut();
    page.until("the way out", () -> page.browser.getCurrentUrl().contains("/sign-in.html?out"));
    assertEquals(null, page.script("return sessionStorage.getItem('fairlead.terminals')"));
    page.enter("second");
    assertEquals(1, page.app().findElements(By.cssSelector("[role=tab]")).size());
  }

  @Test
  void aScreenThatWasKeptIsForItsPersonOnly() throws Exception {
    Site.endTerminals("operator");
    page.enter("operator");
    page.connect("web-2");
    page.type("echo nobodys''business\n");
    page.until("the echo", () -> page.screen().contains("nobodysbusiness"));
    // Without signing out: the login just ends, as one does that is too old.
    page.browser.manage().deleteAllCookies();
    page.enter("second");
    page.until("the hosts", () -> page.tab("Hosts").getAttribute("aria-selected").equals("true"));
    assertEquals(1, page.app().findElements(By.cssSelector("[role=tab]")).size());
    page.browser.manage().deleteAllCookies();
    Site.endTerminals("operator");
  }

  @Test
  void hostsAreFoundByTheirNamesAndLabels() {
    page.enter("operator");
    page.until("two hosts", () -> found().equals("web-1,web-2"));
    SearchContext hosts = page.hosts();
    hosts.findElement(By.cssSelector("input[type=search]")).sendKeys("env test");
    page.until("the one in test", () -> found().equals("web-2"));
    hosts.findElement(By.cssSelector("input[type=search]")).sendKeys(" nothing");
    page.until(
        "nothing",
        () -> hosts.findElement(By.cssSelector("[role=status]")).getText().contains("No host"));
    assertEquals("", found());
  }

  private String found() {
    return String.join(
        ",",
        page.hosts().findElements(By.cssSelector("button.host .name")).stream()
            .map(one -> one.getText())
            .toList());
  }

  @Test
  void withoutHostsThePageSaysHowToAddOne() throws Exception {
    Site.hosts("hosts: []\n");
    try {
      page.enter("operator");
      page.until(
          "the advice",
          () -> {
            page.tab("Hosts").click();
            return page.hosts().findElement(By.cssSelector("pre")).getText().contains("hosts:");
          });
    } finally {
      hosts();
    }
  }

  @Test
  void everythingGoesByKeyboard() {
    page.enter("operator");
    page.connect("web-2");
    page.connect("web-2");
    assertEquals(2, chosenTab(), "the newest terminal is in front");
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    page.type(Keys.ARROW_LEFT.toString());
    page.until("the first terminal", () -> chosenTab() == 1);
    page.type(Keys.HOME.toString());
    page.until("the hosts", () -> chosenTab() == 0);
    page.type(Keys.ARROW_LEFT.toString());
    page.until("around the end", () -> chosenTab() == 2);
    page.type(Keys.ENTER + "echo ty''ped\n");
    page.until("the focus in the terminal", () -> page.screen().contains("typed"));
    page.chord(Keys.PAGE_UP, Keys.CONTROL, Keys.SHIFT);
    page.until("the tab before", () -> chosenTab() == 1);

    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until(
        "the search", () -> page.part("search-bar").findElement(By.cssSelector("form")) != null);
    page.type("no such words\n");
    page.until(
        "nothing found",
        () ->
            page.part("search-bar")
                .findElement(By.cssSelector("[role=status]"))
                .getText()
                .equals("Not found"));
    page.type(Keys.ESCAPE + "echo ba''ck\n");
    page.until("the focus back", () -> page.screen().contains("back"));

    page.chord("?", Keys.CONTROL, Keys.SHIFT);
    SearchContext help = Page.inside(page.app(), "help-dialog");
    page.until("the help", () -> help.findElement(By.cssSelector("dialog")).isDisplayed());
    page.type(Keys.ESCAPE.toString());
    page.until("no help", () -> !help.findElement(By.cssSelector("dialog")).isDisplayed());

    // What looks like the page's keys without Shift is the shell's: Ctrl-H rubs out, Ctrl-L clears.
    page.chord("l", Keys.CONTROL);
    page.until("a clear screen", () -> !page.screen().contains("back"));
    page.type("echo righx");
    page.chord("h", Keys.CONTROL);
    page.type("t\n");
    page.until("what was meant", () -> page.screen().contains("\nright"));
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    page.type(Keys.DELETE.toString());
    page.until(
        "one terminal less",
        () -> page.app().findElements(By.cssSelector("[role=tab]")).size() == 2);
    page.signOut();
    page.until("the way out", () -> page.browser.getCurrentUrl().contains("?out"));
  }

  private int chosenTab() {
    return page.app().findElements(By.cssSelector("[role=tab]")).stream()
        .map(one -> one.getAttribute("aria-selected"))
        .toList()
        .indexOf("true");
  }
}
