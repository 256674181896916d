package fairlead.it;

import fairlead.testing.AskingHost;
import fairlead.testing.Cable;
import fairlead.testing.OpenSshServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.SearchContext;

/**
 * Every view, light and dark, wide and narrow: accessible as far as axe can tell, within the
 * window, and kept as a picture for people.
 */
@EnabledIf("fairlead.testing.Chromium#available")
class PageViewsIT {
  private static OpenSshServer sshd;
  private static AskingHost asking;
  private Cable cable;
  private Page page;

  @BeforeAll
  static void startHosts() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    asking = AskingHost.start(Site.directory("asking"));
  }

  @AfterAll
  static void stopHosts() throws Exception {
    if (asking != null) {
      asking.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    Site.hosts(
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %1$d
            user: %2$s
            host-key-policy: accept-new
            labels: {env: production, region: eu-central}
            authentication:
              - key: %3$s
          - name: database-with-quite-a-long-name
            address: 127.0.0.1
            port: %4$d
            user: administrator
            host-key-policy: accept-new
            labels: {env: staging}
            authentication: [keyboard-interactive]
          - name: bastion
            address: localhost
            port: %1$d
            user: %2$s
            host-key-policy: ask
            authentication:
              - key: %3$s
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("ed25519"), asking.port()));
    Site.endTerminals("operator");
    cable = Cable.to(SharedServer.port());
    page = new Page("http://localhost:" + cable.port());
  }

  @AfterEach
  void stop() throws Exception {
    page.close();
    cable.close();
    Site.endTerminals("operator");
  }

  @Test
  void signingInAndHosts() throws Exception {
    page.browser.get("http://localhost:" + cable.port() + "/");
    look("sign-in");
    page.signIn("operator", "wrong");
    page.until("the refusal", () -> page.browser.findElement(By.id("message")).isDisplayed());
    look("sign-in-refused");
    page.enter("operator");
    page.until(
        "the hosts", () -> page.hosts().findElements(By.cssSelector("button.host")).size() == 3);
    look("hosts");
    page.hosts().findElement(By.cssSelector("input[type=search]")).sendKeys("nothing like this");
    page.until("none", () -> page.hosts().findElements(By.cssSelector("button.host")).isEmpty());
    look("hosts-none-found");
    Site.hosts("hosts: []\n");
    page.until(
        "no hosts",
        () -> {
          page.tab("Hosts").click();
          return page.hosts().findElement(By.cssSelector("pre")).isDisplayed();
        });
    look("hosts-empty");
    Site.writeHosts("hosts: [{name: }]\n");
    page.until(
        "the problem",
        () -> {
          page.tab("Hosts").click();
          return page.hosts().findElement(By.cssSelector(".problem")).isDisplayed();
        });
    look("hosts-problem");
  }

  @Test
  void terminalsAndTheirDialogs() throws Exception {
    page.enter("operator");
    page.connect("web-1");
    page.type(
        "PS1='\\[\\033[1;32m\\]ada@web-1\\[\\033[0m\\]:\\[\\033[1;34m\\]~\\[\\033[0m\\]$ ';"
            + " clear\n");
    page.type(
        "for i in 0 1 2 3 4 5 6 7; do printf \"\\033[3${i}mcolour $i \\033[9${i}mbright"
            + " $i\\033[0m\\n"
            + "\"; done\n");
    page.type("ls --color=always -C / | head -4\n");
    page.until("the listing", () -> page.screen().contains("bin"));
    look("terminal");
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until(
        "the search",
        () -> page.part("search-bar").findElement(By.cssSelector("input")).isDisplayed());
    page.type("nowhere\n");
    look("terminal-search");
    page.type(Keys.ESCAPE.toString());
    page.chord("?", Keys.CONTROL, Keys.SHIFT);
    SearchContext help = Page.inside(page.app(), "help-dialog");
    page.until("the help", () -> help.findElement(By.cssSelector("dialog")).isDisplayed());
    look("help");
    page.type(Keys.ESCAPE.toString());
    Page.button(page.app(), "Settings").click();
    look("settings");
    page.type(Keys.ESCAPE.toString());
    SearchContext settings = Page.inside(page.app(), "settings-dialog");
    page.until("no settings", () -> !settings.findElement(By.cssSelector("dialog")).isDisplayed());
    page.type("\ncat\n");
    page.until("cat", () -> page.screen().strip().endsWith("cat"));
    page.paste("systemctl stop web\nrm -r /srv/web\nsystemctl start web\n");
    page.until(
        "the question",
        () -> page.part("paste-dialog").findElement(By.cssSelector("dialog")).isDisplayed());
    look("paste");
    page.type(Keys.ESCAPE.toString());
    cable.unplug();
    page.until("the count", () -> page.detail().contains("next try in"));
    look("reconnecting");
    cable.plug();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.chord("c", Keys.CONTROL);
    // What is typed before the shell has taken over again is lost with the program.
    page.until("the prompt", () -> page.screen().strip().endsWith("$"));
    page.type("exit 3\n");
    page.until("the end", () -> page.status().contains("ended with status 3"));
    look("ended");
  }

  @Test
  void questionsAndRefusals() throws Exception {
    page.enter("operator");
    page.open("bastion");
    page.until("the key", () -> question().contains("SHA256:"));
    look("host-key");
    Page.button(page.part("prompt-dialog"), "Cancel").click();
    page.until("the refusal", () -> !page.outcome().isEmpty());
    look("refused");
    page.open("database-with-quite-a-long-name");
    page.until("the questions", () -> question().contains("Code:"));
    look("questions");
    page.type("314159" + Keys.TAB + "2718\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    page.until("the banner", () -> page.notes().contains("Authorised"));
    look("banner");
  }

  @Test
  void terminalsThatStillRun() throws Exception {
    page.enter("operator");
    page.connect("web-1");
    page.connect("web-1");
    try (Page other = new Page("http://localhost:" + cable.port())) {
      other.enter("operator");
      other.until(
          "both",
          () -> {
            other.tab("Hosts").click();
            return other.running().findElements(By.cssSelector(".running")).size() == 2;
          });
      other.running().findElements(By.cssSelector(".running button.return")).get(0).click();
      other.until("the connection", () -> other.status().equals("Connected to web-1"));
      other.look("taken-over-there");
      page.app().findElements(By.cssSelector("[role=tab]")).get(1).click();
      page.until("the loss", () -> page.status().equals("Open in another window"));
      look("taken-over");
    }
    page.close();
    page = new Page("http://localhost:" + cable.port());
    page.enter("operator");
    page.until(
        "both",
        () -> {
          page.tab("Hosts").click();
          return page.running().findElements(By.cssSelector(".running .return")).size() == 2
              && page.running()
                  .findElement(By.cssSelector(".running"))
                  .getText()
                  .contains("ends in");
        });
    look("still-running");
  }

  @Test
  void whatAnAdministratorAsks() throws Exception {
    page.enter("admin");
    page.until(
        "the hosts", () -> page.hosts().findElements(By.cssSelector("button.host")).size() == 3);
    Page.button(page.app(), "Why not?").click();
    SearchContext dialog = Page.inside(page.app(), "why-not-dialog");
    page.until("the question", () -> Page.button(dialog, "Ask").isDisplayed());
    look("why-not");
    page.type("operator" + Keys.TAB + Keys.TAB + "web-1" + Keys.TAB + "root\n");
    page.until("the answer", () -> !dialog.findElements(By.cssSelector("strong")).isEmpty());
    look("why-not-answered");
    page.browser.get("http://localhost:" + cable.port() + "/nothing");
    page.until("the page", () -> page.browser.getPageSource().contains("does not exist"));
    look("error");
    page.browser.get("http://localhost:" + cable.port() + "/api/session");
    page.until("the page", () -> page.browser.getPageSource().contains("for programs"));
    look("error-api");
  }

  @Test
  void manyTabsAndTheirEnds() throws Exception {
    page.enter("operator");
    for (int i = 0; i < 6; i++) {
      page.connect("web-1");
    }
    page.type(
        "printf '\\033]0;a title of some length in this tab\\007'; sleep 2; printf '\\007'\n");
    page.open("database-with-quite-a-long-name");
    page.until("a bell", () -> page.browser.getTitle().startsWith("🔔"));
    look("many-tabs");
    page.type(Keys.ESCAPE.toString());
    page.tab("web-1").click();
    Page.button(page.app(), "End terminal").click();
    SearchContext bar = Page.inside(page.app(), "ending-bar");
    page.until("the way back", () -> Page.button(bar, "Undo").isDisplayed());
    page.dark(false);
    page.size(1440, 900);
    page.screenshot("undo-light-1440");
    page.size(360, 800);
    page.screenshot("undo-light-360");
    page.dark(true);
    page.screenshot("undo-dark-360");
    page.checkAccessibility("undo");
    page.dark(false);
    page.size(1280, 800);
    page.tab("web-1").click();
    page.until("the screen", () -> page.focus().endsWith("textarea"));
    page.type("printf '\\033]52;c;aGVsbG8=\\007'\n");
    page.until("the notice", () -> page.notice().contains("copied 5 characters"));
    page.screenshot("notice-light-1280");
    page.size(360, 800);
    page.screenshot("notice-light-360");
  }

  private String question() {
    return page.part("prompt-dialog").findElement(By.cssSelector("dialog")).getText();
  }

  private void look(String view) throws Exception {
    page.look(view);
  }
}
