package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Cable;
import fairlead.testing.OpenSshServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.openqa.selenium.interactions.Actions;

/** Terminals that lose their page, and pages that lose their server. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageResumeIT {
  private static final String COUNT = "PS1='$ '; clear; seq 1 200000; echo fin''ished\n";

  private static OpenSshServer sshd;
  private Cable cable;
  private Page page;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
    Site.hosts("hosts:\n" + sshd.entry("web-1", "ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void openBrowser() throws Exception {
    Site.endTerminals("operator");
    cable = Cable.to(SharedServer.port());
    page = new Page("http://localhost:" + cable.port());
    page.enter("operator");
  }

  @AfterEach
  void closeBrowser() throws Exception {
    page.close();
    cable.close();
    Site.endTerminals("operator");
  }

  @Test
  void cutsAndAReloadInTheMiddleOfAFloodChangeNothing() {
    page.connect("web-1");
    page.type(COUNT);
    awaitFinished();
    String undisturbed = page.allText();
    assertTrue(undisturbed.lines().count() > 10_000, "what was scrolled away is compared, too");

    page.connect("web-1");
    // A flood of 1.3 MB is cut after these; each time there is much more to come.
    cable.unplugAfter(150_000);
    page.type(COUNT);
    awaitUnplugged();
    for (int bytes : new int[] {250_000, 20_000, 100_000}) {
      cable.unplugAfter(bytes);
      cable.plug();
      awaitUnplugged();
    }
    cable.plug();
    page.browser.navigate().refresh();
    awaitFinished();
    assertEquals(undisturbed, page.allText());
  }

  @Test
  void thePageMakesUpNoTraceHoweverOftenATerminalIsTakenUp() {
    page.script(
        "window.said = []; const send = WebSocket.prototype.send;"
            + "WebSocket.prototype.send = function (data) {"
            + " if (typeof data === 'string') window.said.push(data); send.call(this, data); }");
    page.connect("web-1");
    cable.unplug();
    awaitLoss();
    cable.plug();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    String greetings =
        page.script(
                "return window.said.map(one => JSON.parse(one))"
                    + ".filter(one => ['open', 'attach'].includes(one.type) || one.traceparent)"
                    + ".map(one => one.type + ' ' + one.traceparent).join('\\n')")
            .toString();
    List<String> lines = greetings.lines().toList();
    assertEquals("open undefined", lines.get(0));
    assertTrue(lines.size() >= 2, greetings);
    assertEquals(Set.of("attach undefined"), Set.copyOf(lines.subList(1, lines.size())), greetings);
  }

  /** Nothing is cut: packets are lost, as in a tunnel of a train. */
  @Test
  void aServerThatDoesNotAnswerWhatIsTypedIsToldOfSoon() {
    page.connect("web-1");
    page.until("a round trip", () -> page.latency().startsWith("gateway "));
    long gateway = Long.parseLong(page.latency().replaceFirst("gateway (\\d+) ms.*", "$1"));
    assertTrue(gateway < 40, "over loopback, just after the page was drawn: " + gateway + " ms");
    cable.silence();
    long begun = System.nanoTime();
    page.type("echo on'e'\n");
    page.until("the trouble", () -> page.status().equals("Fairlead does not answer"));
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    assertTrue(millis < 5_000, millis + " ms until it was told");
    String typed = page.detail().replaceFirst("^.* · ", "");
    assertTrue(typed.endsWith("typed, not delivered yet"), typed);
    Page.button(page.part("terminal-status"), "Try now").click();
    awaitLoss();
    assertTrue(page.detail().endsWith(typed), page.detail());
    assertTrue(Page.button(page.part("terminal-status"), "Try now").isDisplayed());
    cable.unplug();
    cable.speak();
    cable.plug();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.until("what was typed", () -> page.screen().contains("\none\n"));
  }

  @Test
  void aReloadInTheMiddleOfVimChangesNothing() {
    page.connect("web-1");
    beginVim();
    finishVim();
    String undisturbed = seen();

    page.connect("web-1");
    beginVim();
    String before = seen();
    page.browser.navigate().refresh();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.until("the screen as it was, " + before, () -> seen().equals(before));
    finishVim();
    assertEquals(undisturbed, seen());
  }

  @Test
  void aReloadKeepsWhatAProgramMadeOfTheTerminal() {
    page.connect("web-1");
    page.type(
        "PS1='$ '; clear; printf '\\033]2;my title\\007\\033]10;#102030\\007\\033]11;#405060\\007"
            + "\\033]12;#708090\\007\\033]4;1;#0a0b0c\\007\\033[?1003h\\033[?1006h\\033[?25l"
            + "\\033[5 q\\033[2;9r\\033[4;7H'; stty -echo; cat -v\n");
    page.until("the title", () -> page.tab("web-1 my title").isDisplayed());
    page.until("the mouse", () -> "any".equals(page.active("terminal.modes.mouseTrackingMode")));
    String before = made();
    page.browser.navigate().refresh();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    assertEquals(before, made());
    assertTrue(page.tab("web-1 my title").isDisplayed());
    new Actions(page.browser)
        .moveToElement(page.terminal().findElement(By.cssSelector(".xterm-screen")))
        .click()
        .perform();
    page.type("\n");
    page.until("a report of the new kind", () -> page.screen().contains("^[[<0;"));
    assertFalse(page.screen().contains("^[[M"), page.screen());
  }

  /** Colours, shape and modes. */
  private String made() {
    return (String)
        page.script(
            "const core = document.querySelector('fairlead-app').activeTab.terminal._core;"
                + "const {foreground, background, cursor, ansi} = core._themeService.colors;"
                + "const {scrollTop, scrollBottom, x, y} = core._bufferService.buffer;"
                + "return JSON.stringify([[foreground, background, cursor, ansi[1]].map(one => one.css),"
                + " core.coreMouseService.activeEncoding, core.coreService.isCursorHidden,"
                + " core.coreService.decPrivateModes, scrollTop, scrollBottom, x, y])");
  }

  @Test
  void aLostConnectionDoesNotResizeTheTerminal() {
    page.connect("web-1");
    page.script(
        "window.sizes = [];"
            + "document.querySelector('fairlead-app').activeTab.terminal"
            + ".onResize(({cols, rows}) => window.sizes.push(cols + 'x' + rows))");
    cable.unplug();
    awaitLoss();
    page.until(
        "the button", () -> Page.button(page.part("terminal-status"), "Try now").isDisplayed());
    cable.plug();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    assertEquals(List.of(), page.script("return window.sizes"));
  }

  @Test
  void allLinesThatWereScrolledAwayAreThereAfterAReload() {
    page.connect("web-1");
    page.type("PS1='$ '; clear; seq 1 9000; echo fin''ished\n");
    page.until("the end", () -> page.screen().endsWith("9000\nfinished\n$ "));
    String before = page.allText();
    assertTrue(before.lines().count() > 9_000, "" + before.lines().count());
    page.browser.navigate().refresh();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    assertEquals(before, page.allText());
  }

  @Test
  void whatIsTypedIntoAScreenThatWasTakenOverIsRefused() {
    page.connect("web-1");
    page.type("PS1='$ '; clear\n");
    page.until("the prompt", () -> page.screen().startsWith("$ \n"));
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      awaitRunning(other, "1 terminal is still running", "open in another window");
      Page.button(other.running(), "Take over").click();
      page.until("the loss", () -> page.status().equals("Open in another window"));
      page.active("focusScreen()");
      page.type("echo oo''ps\n");
      page.until(
          "the refusal",
          () -> page.notice().startsWith("Not sent: this terminal on web-1 is used in another"));
      other.type("echo th''eirs\n");
      other.until("the echo", () -> other.screen().contains("\ntheirs\n"));
      Page.button(page.part("terminal-outcome"), "Take over").click();
      page.until("the connection", () -> page.status().equals("Connected to web-1"));
      // The focus is in the terminal without a click.
      page.type("echo mi''ne\n");
      page.until("the echo", () -> page.screen().contains("\nmine\n"));
      assertFalse(page.screen().contains("oo"), page.screen());
    }
  }

  @Test
  void whatWasTypedWhileTheLineWasDownIsNotSentWhenAnotherWindowTookTheTerminal() {
    page.connect("web-1");
    page.type("PS1='$ '; clear\n");
    page.until("the prompt", () -> page.screen().startsWith("$ \n"));
    awaitAcknowledgement();
    cable.unplug();
    awaitLoss();
    page.type("echo oo''ps\n");
    page.until("what waits", () -> page.detail().contains("12 bytes typed, not delivered yet"));
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      awaitRunning(other, "1 terminal is still running", "ends in");
      Page.button(other.running(), "Return").click();
      other.until("the connection", () -> other.status().equals("Connected to web-1"));
      other.type("X");
      other.until("the echo", () -> other.screen().startsWith("$ X"));
      cable.plug();
      page.until("the connection", () -> page.status().equals("Connected to web-1"));
      page.until("the loss", () -> page.notes().contains("12 bytes of input were not sent."));
      page.type("\n: mi''ne\n");
      page.until("the echo", () -> page.screen().contains(": mi''ne\n"));
      assertFalse(page.screen().contains("oo"), page.screen());
    }
  }

  /** What a person can tell apart: blanks at the end of a line are none. */
  /** Until the server has told what it took; of little input it does so once a second. */
  private void awaitAcknowledgement() {
    page.until("the acknowledgement", () -> page.active("connection.input.waiting").equals(0L));
  }

  private String seen() {
    return page.screen().replaceAll("(?m) +$", "");
  }

  private void beginVim() {
    page.type("vim --clean -n -c 'set nomore'\n");
    page.until("vim", () -> page.screen().contains("~"));
    page.type(":call setline(1, range(1, 500))\n:split\n");
    page.type("100GzzOh\u00e9llo \u4e16\u754c from vim" + Keys.ESCAPE + "10jdd:echo 'ha'.'lf'\n");
    page.until("half of it", () -> seen().endsWith("\nhalf"));
  }

  private void finishVim() {
    page.type("5kp");
    page.chord("w", Keys.CONTROL);
    page.type("w20GztO\u00e4nd more" + Keys.ESCAPE);
    page.type(":echo 'who'.'le'\n");
    page.until("the rest", () -> seen().endsWith("\nwhole"));
  }

  @Test
  void whileTheServerIsAwayThePageCountsAndKeepsWhatIsTyped() {
    page.connect("web-1");
    page.type("PS1='$ '; clear\n");
    page.until("the prompt", () -> page.screen().startsWith("$ \n"));
    awaitAcknowledgement();
    cable.unplug();
    awaitLoss();
    Set<String> said = new HashSet<>();
    page.until(
        "a count that goes on",
        () -> {
          said.add(page.detail().replaceFirst("^.*terminal ends in", ""));
          return said.size() >= 3;
        });
    page.until(
        "when it tries again",
        () -> page.detail().matches("next try in \\d+ s · terminal ends in .*"));
    page.type("echo ke''pt\n");
    assertFalse(page.screen().contains("kept"));
    cable.plug();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.until("what was typed", () -> page.screen().startsWith("$ echo ke''pt\nkept\n$"));
  }

  @Test
  void aTerminalIsTakenOverAndTakenBack() {
    page.connect("web-1");
    page.type("PS1='$ '; clear; echo fi''rst\n");
    page.until("the echo", () -> page.screen().startsWith("first"));
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      awaitRunning(other, "1 terminal is still running", "open in another window");
      Page.button(other.running(), "Take over").click();
      other.until("its screen", () -> other.screen().contains("first"));
      page.until("the loss", () -> page.status().equals("Open in another window"));
      assertEquals("This terminal was opened in another window.", page.outcome());
      // A reload leaves it where it is.
      page.browser.navigate().refresh();
      page.until("the list", () -> running(page).contains("1 terminal is still running"));
      assertEquals("Connected to web-1", other.status());
      other.type("echo sec''ond\n");
      other.until("the echo", () -> other.screen().contains("second"));
      Page.button(page.running(), "Take over").click();
      page.until("the screen", () -> page.screen().contains("second"));
      other.until("the loss", () -> other.status().equals("Open in another window"));
      Page.button(other.part("terminal-outcome"), "Take over").click();
      other.until("the connection", () -> other.status().equals("Connected to web-1"));
      page.until("the loss", () -> page.status().equals("Open in another window"));
    }
  }

  @Test
  void aTerminalIsComeBackToFromAnotherBrowserAndAnswersNoOldQuestions() {
    page.connect("web-1");
    page.type("PS1='$ '; clear\n");
    page.type(
        "stty -echo; printf '\\033[6n\\033[c'; read -rs -d c answer; stty echo; echo rea''dy; cat"
            + " -v\n");
    page.until("the program", () -> page.screen().contains("\nready\n"));
    page.type("wai''ting\n");
    page.until("the program", () -> page.screen().contains("wai''ting\nwai''ting"));
    page.close();
    page = new Page(SharedServer.base());
    page.enter("operator");
    awaitRunning(page, "1 terminal is still running", "ends in");
    Set<String> left = new HashSet<>();
    page.until(
        "time that runs",
        () -> {
          left.add(running(page));
          return left.size() >= 2;
        });
    Page.button(page.running(), "Return").click();
    page.until("its screen", () -> page.screen().contains("wai''ting\nwai''ting"));
    page.type("ag''ain\n");
    page.until("the program", () -> page.screen().contains("ag''ain\nag''ain"));
    assertFalse(page.screen().contains("^["), page.screen());
  }

  @Test
  void aTerminalThatRunsIsEndedFromTheList() {
    page.connect("web-1");
    page.browser.get("about:blank");
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      awaitRunning(other, "1 terminal is still running", "ends in");
      Page.button(other.running(), "End").click();
      other.until(
          "time to undo", () -> ending(other).getText().contains("The terminal on web-1 ends."));
      Page.button(Page.inside(other.app(), "ending-bar"), "End now").click();
      other.until("an empty list", () -> !running(other).contains("still running"));
    }
    // The page that had it says what happened, and opens nothing by itself.
    page.browser.navigate().back();
    page.until("the end", () -> page.status().equals("The terminal was ended."));
    Page.button(page.part("terminal-status"), "Open a new terminal").click();
    page.until("a new one", () -> page.status().equals("Connected to web-1"));
  }

  @Test
  void anEndCanBeUndoneForTenSeconds() {
    page.connect("web-1");
    page.type("PS1='$ '; clear; echo wor''king; sleep 1000\n");
    page.until("the program", () -> page.screen().startsWith("working\n"));
    Page.button(page.app(), "End terminal").click();
    page.until("time to undo", () -> ending(page).getText().contains("s left to undo"));
    assertEquals(1, page.app().findElements(By.cssSelector("[role=tab]")).size());
    Page.button(Page.inside(page.app(), "ending-bar"), "Undo").click();
    page.until("the tab", () -> page.tab("web-1").getAttribute("aria-selected").equals("true"));
    assertEquals("Connected to web-1", page.status());
    page.chord("c", Keys.CONTROL);
    page.until("the prompt", () -> page.screen().contains("^C\n$"));
    page.type("echo st''ill\n");
    page.until("the focus in it", () -> page.screen().contains("\nstill\n"));
    assertEquals(1L, terminals());

    Page.button(page.app(), "End terminal").click();
    page.until("the end without a click", () -> terminals() == 0L);

    // Leaving the page meanwhile ends it too.
    page.connect("web-1");
    Page.button(page.app(), "End terminal").click();
    page.until("time to undo", () -> ending(page).getText().contains("s left to undo"));
    page.browser.navigate().refresh();
    page.until("the end", () -> terminals() == 0L);
  }

  @Test
  void leavingThePageIsAskedAboutWhileAShellRunsThatWasTypedInto() {
    assertEquals(false, asksToLeave());
    page.connect("web-1");
    assertEquals(false, asksToLeave());
    page.type(": x\n");
    page.until("the echo", () -> page.screen().contains(": x"));
    assertEquals(true, asksToLeave());
  }

  private Object asksToLeave() {
    return page.script(
        "const leaving = new Event('beforeunload', {cancelable: true});"
            + "dispatchEvent(leaving); return leaving.defaultPrevented");
  }

  private static WebElement ending(Page of) {
    return Page.inside(of.app(), "ending-bar").findElement(By.cssSelector("div"));
  }

  /** Those of this person that run. */
  private long terminals() {
    return (Long)
        page.browser.executeAsyncScript(
            "const done = arguments[0]; fetch('/api/terminals').then(one => one.json())"
                + ".then(one => done(one.terminals.length))");
  }

  @Test
  void aLoginThatRanOutIsSaidAndTheTerminalComesBackAfterSigningIn() {
    page.connect("web-1");
    page.type("echo st''ill\n");
    page.until("the echo", () -> page.screen().contains("still"));
    page.browser.manage().deleteAllCookies();
    cable.unplug();
    awaitLoss();
    cable.plug();
    SearchContext signedOut = Page.inside(page.app(), "signed-out-dialog");
    page.until("the reason", () -> Page.button(signedOut, "Sign in").isDisplayed());
    assertEquals("You are signed out. Sign in again.", page.outcome());
    Page.button(signedOut, "Sign in").click();
    page.until("the form", () -> page.browser.findElement(By.id("name")).isDisplayed());
    page.signIn("operator", Browserless.PASSWORD);
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    assertTrue(page.screen().contains("still"));
    page.type("echo go''on\n");
    page.until("the echo", () -> page.screen().contains("goon"));
  }

  @Test
  void aTerminalGoesOnAfterASignInOnANewTab() {
    page.connect("web-1");
    page.type("echo st''ill\n");
    page.until("the echo", () -> page.screen().contains("still"));
    page.browser.manage().deleteAllCookies();
    cable.unplug();
    awaitLoss();
    cable.plug();
    SearchContext signedOut = Page.inside(page.app(), "signed-out-dialog");
    page.until("the reason", () -> Page.button(signedOut, "Sign in").isDisplayed());
    assertEquals("Sign in", page.focused(), "no files are open");
    page.signInOnANewTab("operator");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.terminal().findElement(By.cssSelector(".screen")).click();
    page.type("echo go''on\n");
    page.until(
        "the echo", () -> page.screen().contains("still\n") && page.screen().contains("goon"));
  }

  private void awaitLoss() {
    page.until("the loss", () -> page.status().equals("Connection lost"));
  }

  private void awaitUnplugged() {
    page.until("the cut", () -> !cable.plugged());
    awaitLoss();
  }

  private void awaitFinished() {
    page.until("the end", () -> page.screen().endsWith("200000\nfinished\n$ "));
  }

  private static void awaitRunning(Page page, String title, String time) {
    page.until(
        "a terminal that runs",
        () -> {
          page.tab("Hosts").click();
          return running(page).contains(title) && running(page).contains(time);
        });
  }

  private static String running(Page page) {
    return page.browser
        .executeScript(
            "return"
                + " document.querySelector('fairlead-app').shadowRoot.querySelector('host-list').shadowRoot"
                + ".querySelector('running-terminals').shadowRoot.textContent")
        .toString();
  }
}
