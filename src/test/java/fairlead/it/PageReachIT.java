package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import jakarta.json.JsonObject;
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

/** Which hosts one may reach from the page, as whom, on which way, and who may not. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageReachIT {
  private static final String RULES =
      """
        - name: web
          groups: [operator]
          hosts: [web-*]
          users: ["{configured}", ghost]
          networks: [127.0.0.1/32]
        - name: inner
          groups: [operator]
          hosts: [inner-*]
        - name: by hand
          people: [admin]
          typed: true
          hosts: [127.0.0.1]
          networks: [127.0.0.1/32]
          users: ["*"]
      """;

  private static PolicyPlace place;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    place = new PolicyPlace("reach", Map.of());
    place.rules(RULES);
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @BeforeEach
  void openBrowser() {
    page = new Page(place.server.base());
  }

  @AfterEach
  void closeBrowser() {
    page.close();
  }

  @Test
  void theWayToAHostIsSeenBeforeItIsOpened() throws Exception {
    enter("operator");
    assertTrue(card("inner-1").getText().contains("via web-1 · issued-certificate, password"));
    assertTrue(card("web-1").getText().contains("direct · password"));
    assertTrue(page.hosts().findElements(By.cssSelector("typed-host")).isEmpty());
    page.look("hosts-ways");
  }

  @Test
  void theChosenAccountIsThatOfTheNextTerminalToo() throws Exception {
    enter("operator");
    WebElement accounts =
        page.hosts().findElement(By.cssSelector("select[aria-label='Account on web-1']"));
    assertEquals(
        List.of("someone", "ghost"),
        new Select(accounts).getOptions().stream().map(WebElement::getText).toList());
    new Select(accounts).selectByVisibleText("ghost");
    page.until("the account", () -> card("web-1").getText().contains("ghost@127.0.0.1"));
    card("web-1").click();
    awaitShell("web-1");
    assertTrue(place.server.said("operator may open web-1 as ghost: rule web"));
    reloadEndAndOpenAgain("web-1");
    JsonObject wish = wish();
    assertEquals("web-1", wish.getString("host"));
    assertEquals("ghost", wish.getString("user", ""));
    page.close();
    page = new Page(place.server.base());
    enter("operator");
    returnTo("as ghost");
    reloadEndAndOpenAgain("web-1");
    assertEquals("ghost", wish().getString("user", ""));
  }

  /** Of the terminals that still run. */
  private void returnTo(String described) {
    page.running().findElements(By.cssSelector(".running")).stream()
        .filter(one -> one.getText().contains(described))
        .findFirst()
        .orElseThrow()
        .findElement(By.cssSelector("button.return"))
        .click();
    awaitShell("web-1");
  }

  @Test
  void aTypedHostIsOpenedWhereTheRulesAllowIt() throws Exception {
    enter("admin");
    String typed = "someone@127.0.0.1:" + place.host.port();
    type(typed);
    awaitShell(typed);
    reloadEndAndOpenAgain(typed);
    assertEquals(typed, wish().getString("host"));
  }

  @Test
  void aTypedHostThatTheRulesDoNotAllowIsRefusedInASentence() throws Exception {
    enter("admin");
    page.look("hosts-typed");
    type("someone@127.0.0.2:" + place.host.port());
    page.until(
        "the refusal",
        () -> page.outcome().equals("You may not open this host. Ask an administrator."));
    page.look("typed-refused");
  }

  @Test
  void anAdministratorAsksWhyNot() throws Exception {
    enter("admin");
    Page.button(page.app(), "Why not?").click();
    SearchContext whyNot = Page.inside(page.app(), "why-not-dialog");
    page.until("the dialog", () -> whyNot.findElement(By.id("person")).isDisplayed());
    ask(whyNot, "second", "web-1", "ghost");
    page.until("yes", () -> answer(whyNot).startsWith("Yes, by the rule “web”."));
    assertTrue(answer(whyNot).contains("Groups: operator"), answer(whyNot));
    page.look("why-not-yes");
    ask(whyNot, "second", "web-1", "root");
    page.until("no", () -> answer(whyNot).startsWith("No."));
    assertTrue(answer(whyNot).contains("The rule “web” is the closest."), answer(whyNot));
    page.look("why-not-no");
    ask(whyNot, "second", "missing", "");
    page.until("the mistake", () -> !whyNot.findElements(By.cssSelector(".bad")).isEmpty());
    page.look("why-not-missing");
    page.type(Keys.ESCAPE.toString());
    page.until("no dialog", () -> !whyNot.findElement(By.cssSelector("dialog")).isDisplayed());
    assertEquals("Why not?", page.focused());
  }

  @Test
  void nobodyElseIsOfferedThat() {
    enter("operator");
    assertTrue(
        page.app().findElements(By.cssSelector("header button")).stream()
            .noneMatch(one -> one.getText().equals("Why not?")));
  }

  private static void ask(SearchContext whyNot, String person, String host, String user) {
    fill(whyNot, "person", person);
    fill(whyNot, "host", host);
    fill(whyNot, "user", user);
    Page.button(whyNot, "Ask").click();
  }

  private static void fill(SearchContext whyNot, String field, String value) {
    WebElement input = whyNot.findElement(By.id(field));
    input.clear();
    input.sendKeys(value);
  }

  private static String answer(SearchContext whyNot) {
    return whyNot.findElement(By.cssSelector("[role=status]")).getText();
  }

  private void enter(String name) {
    page.enter(name);
    String first = name.equals("admin") ? "typed-host" : "button.host";
    page.until("the list", () -> page.hosts().findElement(By.cssSelector(first)).isDisplayed());
  }

  private WebElement card(String host) {
    return page.hosts().findElements(By.cssSelector("button.host")).stream()
        .filter(one -> one.findElement(By.cssSelector(".name")).getText().equals(host))
        .findFirst()
        .orElseThrow();
  }

  private void type(String host) {
    Page.inside(page.hosts(), "typed-host")
        .findElement(By.cssSelector("input"))
        .sendKeys(host, Keys.ENTER);
  }

  /** Answers the host's questions, and waits for its shell. */
  private void awaitShell(String host) {
    page.until(
        "the connection to " + host,
        () -> {
          WebElement dialog = page.part("prompt-dialog").findElement(By.cssSelector("dialog"));
          if (dialog.isDisplayed()) {
            fillIn(dialog.findElements(By.cssSelector("input")));
            dialog.findElement(By.cssSelector("button.primary")).click();
          }
          return page.status().equals("Connected to " + host);
        });
  }

  /** The password, or what the host asks one whose login it may choose itself. */
  private static void fillIn(List<WebElement> fields) {
    List<String> answers =
        fields.size() == 2 ? List.of("314159", "2718") : List.of(AskingHost.PASSWORD);
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).sendKeys(answers.get(i));
    }
  }

  /** Leaves in window.said what the page says to the server from then on. */
  private void reloadEndAndOpenAgain(String host) {
    page.browser.navigate().refresh();
    page.until("the return", () -> page.status().equals("Connected to " + host));
    page.script(
        "window.said = []; const send = WebSocket.prototype.send;"
            + "WebSocket.prototype.send = function (data) {"
            + " if (typeof data === 'string') window.said.push(data); send.call(this, data); }");
    page.chord("d", Keys.CONTROL);
    page.until("the end", () -> page.status().contains("ended"));
    Page.button(page.part("terminal-status"), "Open a new terminal").click();
    awaitShell(host);
  }

  /** What the page wanted to open. */
  private JsonObject wish() {
    return PolicyPlace.json(
        (String) page.script("return window.said.find(one => JSON.parse(one).type === 'open')"));
  }
}
