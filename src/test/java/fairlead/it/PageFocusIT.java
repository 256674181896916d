package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import fairlead.testing.OpenSshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The page without a pointer: where the focus is after each thing that one does. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageFocusIT {
  private static final String SEARCH = "host-list input";
  private static final String SCREEN = "textarea";
  private static OpenSshServer sshd;
  private static Path there;
  private static AskingHost asking;
  private Path home;
  private Page page;

  @BeforeAll
  static void startHosts() throws Exception {
    there = Site.directory("sshd");
    sshd = OpenSshServer.start(there);
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
    home = Site.directory("walked");
    Files.createDirectories(home.resolve("outer/inner"));
    Site.hosts(
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %1$d
            user: %2$s
            host-key-policy: accept-new
            labels: {env: production}
            authentication: [{key: %3$s}]
          - name: web-2
            address: 127.0.0.1
            port: %1$d
            user: %2$s
            host-key-policy: accept-new
            labels: {env: staging}
            authentication: [{key: %3$s}]
          - name: asking
            address: 127.0.0.1
            port: %4$d
            user: ada
            host-key-policy: accept-new
            authentication: [keyboard-interactive]
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("ed25519"), asking.port()));
    Site.endTerminals("operator");
    page = new Page(SharedServer.base());
    page.browser.get(SharedServer.base() + "/");
    page.until("the form", () -> page.focus().equals("input#name"));
    page.type("operator" + Keys.TAB + Browserless.PASSWORD + "\n");
    awaitFocus(SEARCH);
  }

  @AfterEach
  void stop() throws Exception {
    page.close();
    Site.endTerminals("operator");
  }

  @Test
  void hostsAreFoundAndOpenedFromTheSearch() {
    page.type("env: production");
    page.until("the one", () -> rows() == 1);
    page.type("\n");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    awaitFocus(SCREEN);
    page.chord("h", Keys.CONTROL, Keys.SHIFT);
    awaitFocus(SEARCH);
    page.until("the old words selected", () -> "env: production".equals(page.script(SELECTED)));
    page.type(Keys.DELETE.toString());
    page.until("all of them", () -> rows() == 3);
    page.type(Keys.ARROW_DOWN + "" + Keys.ARROW_DOWN);
    page.until("the second", () -> page.focused().startsWith("web-2"));
    page.type(Keys.END.toString());
    page.until("the last", () -> page.focused().startsWith("asking"));
    page.type(Keys.HOME + "" + Keys.ARROW_UP);
    awaitFocus(SEARCH);
    page.type(Keys.ARROW_DOWN.toString());
    page.until("the first", () -> page.focused().startsWith("web-1"));
    // All of them are one stop.
    page.type(Keys.TAB.toString());
    assertTrue(!page.focus().contains("button"), page.focus());
    page.chord(Keys.TAB, Keys.SHIFT);
    page.until("the same one", () -> page.focused().startsWith("web-1"));
    page.type("staging");
    page.until("the one", () -> rows() == 1);
    awaitFocus(SEARCH);
    page.type(Keys.ARROW_DOWN + "\n");
    page.until("the connection", () -> page.status().equals("Connected to web-2"));
    awaitFocus(SCREEN);
  }

  @Test
  void enterGoesToTheNextFieldOfAQuestionAndAnswersFromTheLast() {
    page.type("asking\n");
    page.until("the first field", () -> page.focus().endsWith("prompt-dialog input"));
    page.type("314159\n");
    page.until("the second field", () -> "password".equals(page.script(FOCUSED + ".type")));
    page.type("2718\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    awaitFocus(SCREEN);
  }

  @Test
  void theSearchInATerminalBeginsWithWhatWasSoughtLast() {
    page.type("web-1\n");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    awaitFocus("search-bar input");
    page.type("needle");
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until("it is selected", () -> "needle".equals(page.script(SELECTED)));
    page.type(Keys.ESCAPE.toString());
    awaitFocus(SCREEN);
    page.size(360, 640);
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until("it is selected again", () -> "needle".equals(page.script(SELECTED)));
    assertTrue((Boolean) page.script(FOCUSED + ".clientWidth > 300"), "it has a row of its own");
    WebElement state = page.part("terminal-status").findElement(By.id("state"));
    assertTrue(
        (Boolean)
            page.browser.executeScript(
                "return arguments[0].scrollWidth <= arguments[0].clientWidth", state),
        "it is not cut");
  }

  private static final String FOCUSED =
      "let one = document.activeElement;"
          + "while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
          + "return one";
  private static final String SELECTED =
      FOCUSED.replace(
          "return one", "return one.value?.substring(one.selectionStart, one.selectionEnd)");

  @Test
  void aQuestionOfOneTabLeavesTheOthersAlone() {
    page.type("web-1\n");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.chord("h", Keys.CONTROL, Keys.SHIFT);
    awaitFocus(SEARCH);
    page.chord("a", Keys.CONTROL);
    page.type("asking");
    page.until(
        "the one",
        () -> page.hosts().findElement(By.cssSelector(".name")).getText().equals("asking"));
    page.type("\n");
    page.until("the first field", () -> page.focus().endsWith("prompt-dialog input"));
    page.type("314");
    page.chord(Keys.PAGE_UP, Keys.CONTROL, Keys.SHIFT);
    awaitFocus(SCREEN);
    page.type("echo wor''ks\n");
    page.until("a terminal that works", () -> page.screen().contains("works"));
    assertEquals("needs an answer", page.mark("asking"));
    page.chord(Keys.PAGE_DOWN, Keys.CONTROL, Keys.SHIFT);
    page.until("the question again", () -> page.focus().endsWith("prompt-dialog input"));
    assertEquals("314", page.script(FOCUSED + ".value"), "what was typed is still there");
    page.type(Keys.ESCAPE.toString());
    page.until("the outcome", () -> page.outcome().contains("cancelled"));
    awaitFocus(SCREEN);
  }

  @Test
  void everythingBesidesTheTerminalIsReached() {
    page.type("web-1\n");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    page.until("the row of tabs", () -> page.focus().matches(".*button#tab-\\d+"));
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    page.until("the controls", () -> page.focus().contains("terminal-status"));
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    awaitFocus(SCREEN);
    page.type("cd " + home + "; echo he''re\n");
    page.until("the shell", () -> page.screen().contains("here"));
    press(page.part("terminal-status").findElement(By.id("files")));
    page.until("the panel", () -> page.focus().contains("files-panel"));
    WebElement panel = page.terminal().findElement(By.cssSelector("files-panel"));
    page.until(
        "the list",
        () -> !files(panel).findElements(By.cssSelector("button[data-path]")).isEmpty());
    press(Page.button(panel.getShadowRoot(), "Up"));
    page.until("still in the panel", () -> page.focus().contains("files-panel "));
    page.until("the directory above", () -> enterFirstFolder(panel));
    page.until("still in the panel", () -> page.focus().contains("files-panel "));
    press(Page.button(panel.getShadowRoot(), "Close files"));
    awaitFocus(SCREEN);
    for (String dialog : new String[] {"Keys", "Settings"}) {
      press(Page.button(page.app(), dialog));
      page.until("the dialog", () -> page.focus().contains("-dialog"));
      page.type(Keys.ESCAPE.toString());
      awaitFocus(SCREEN);
    }
    page.chord("l", Keys.CONTROL, Keys.SHIFT);
    page.type(Keys.DELETE.toString());
    page.until("the row of tabs", () -> page.focus().endsWith("button#tab-0"));
  }

  private boolean enterFirstFolder(WebElement panel) {
    press(files(panel).findElement(By.cssSelector("tr.directory button[data-path]")));
    return true;
  }

  private static SearchContext files(WebElement panel) {
    return panel.getShadowRoot().findElement(By.cssSelector("file-list")).getShadowRoot();
  }

  @Test
  void aTerminalThatIsTakenBackHasTheKeyboard() {
    page.type("web-1\n");
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      other.until("it runs", () -> !other.running().findElements(By.cssSelector("li")).isEmpty());
      press(other, Page.button(other.running(), "Take over"));
      other.until("its screen", () -> other.focus().endsWith(SCREEN));
      page.until("the loss", () -> !page.outcome().isEmpty());
      press(Page.button(page.part("terminal-outcome"), "Take over"));
      page.until("the connection", () -> page.status().equals("Connected to web-1"));
      awaitFocus(SCREEN);
      page.type("echo mi''ne\n");
      page.until("the echo", () -> page.screen().contains("mine"));
    }
    page.until("a cursor", () -> cursors() == 1);
    page.type("exit\n");
    page.until("the end", () -> page.status().contains("ended"));
    page.until("no cursor where nothing can be typed", () -> cursors() == 0);
    press(Page.button(page.part("terminal-status"), "Open a new terminal"));
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    awaitFocus(SCREEN);
  }

  @Test
  void whatIsEndedInTheListLeavesTheFocusInIt() {
    for (int i = 0; i < 2; i++) {
      page.connect("web-1");
    }
    try (Page other = new Page(SharedServer.base())) {
      other.enter("operator");
      other.until("both", () -> running(other) == 2);
      press(other, Page.button(other.running(), "End"));
      other.until("one", () -> running(other) == 1);
      other.until(
          "the next one",
          () ->
              other.focus().endsWith("running-terminals button") && other.focused().equals("End"));
      other.type("\n");
      other.until("none", () -> running(other) == 0);
      other.until("the search", () -> other.focus().endsWith(SEARCH));
      press(other, Page.button(Page.inside(other.app(), "ending-bar"), "Undo"));
      other.until("it again", () -> running(other) == 1);
      other.until("the search", () -> other.focus().endsWith(SEARCH));
      // The other one ends now: what has the focus goes away by itself.
      other.browser.executeScript(
          "arguments[0].focus()", Page.button(Page.inside(other.app(), "ending-bar"), "End now"));
      other.until(
          "the end",
          () ->
              Page.inside(other.app(), "ending-bar").findElements(By.cssSelector("div")).isEmpty());
      other.until("the search", () -> other.focus().endsWith(SEARCH));
    }
  }

  private static int running(Page page) {
    return page.running().findElements(By.cssSelector("li")).size();
  }

  @Test
  void aMessageThatIsClosedGivesTheKeyboardBack() {
    page.type("asking\n");
    page.until("the first field", () -> page.focus().endsWith("prompt-dialog input"));
    page.type("314159\n2718\n");
    page.until("the banner", () -> page.notes().contains("Authorised"));
    press(Page.button(page.part("terminal-notes"), "Close this message"));
    awaitFocus(SCREEN);
  }

  @Test
  void whatHasTheFocusInADialogMayGoAway() {
    press(Page.button(page.app(), "Settings"));
    page.until("the dialog", () -> page.focus().contains("settings-dialog"));
    page.browser.executeScript(
        "const field = document.querySelector('fairlead-app').shadowRoot"
            + ".querySelector('settings-dialog').shadowRoot.querySelector('#font');"
            + "field.focus(); field.disabled = true; arguments[0].requestUpdate()",
        page.app().findElement(By.cssSelector("settings-dialog")));
    page.until("another field", () -> page.focus().contains("settings-dialog select#theme"));
  }

  private int cursors() {
    return page.terminal().findElements(By.cssSelector(".xterm-cursor")).size();
  }

  private int rows() {
    return page.hosts().findElements(By.cssSelector("button.host")).size();
  }

  private void awaitFocus(String end) {
    page.until("the focus in " + end, () -> page.focus().endsWith(end));
  }

  private void press(WebElement button) {
    press(page, button);
  }

  /** With Enter: a click would put the focus where it likes. */
  private static void press(Page page, WebElement button) {
    page.browser.executeScript("arguments[0].focus()", button);
    page.type("\n");
  }

  /** Whatever button is pressed, the keyboard has something to go on from. */
  @Test
  void noButtonLosesTheFocus() throws Exception {
    Path local = Files.writeString(Site.directory("local").resolve("some.txt"), "mine");
    page.close();
    page = new Page(SharedServer.base());
    page.enter("admin");
    ButtonWalk walk =
        new ButtonWalk(
            page, Set.of("Sign out", "Sign in", "Sign in on a new tab", "Upload", "Open"));
    walk.view("the hosts", () -> showHosts(walk));
    for (String dialog : List.of("Why not?", "Keys", "Settings")) {
      walk.view(
          dialog,
          () -> {
            showHosts(walk);
            assertTrue(walk.press(dialog), dialog);
            walk.awaitDialog();
          });
    }
    List<String> around = walk.view("a terminal", () -> showTerminal(walk));
    walk.view(
        "the search",
        () -> {
          showTerminal(walk);
          page.chord("f", Keys.CONTROL, Keys.SHIFT);
          awaitFocus("search-bar input");
        },
        around);
    walk.view(
        "a paste",
        () -> {
          showTerminal(walk);
          page.type("cat > /dev/null\n");
          page.until("cat", () -> page.screen().contains("cat > /dev/null"));
          page.paste("one\ntwo");
          walk.awaitDialog();
        });
    walk.view("the files", () -> showFiles(walk), around);
    walk.view("a text", () -> ask(walk, there.resolve("some.txt").toString()));
    walk.view("a new folder", () -> ask(walk, "New folder"));
    walk.view("a new name", () -> ask(walk, "More for some.txt", "Rename some.txt"));
    walk.view("a removal", () -> ask(walk, "More for some.txt", "Delete some.txt"));
    walk.view(
        "a replacement",
        () -> {
          showFiles(walk);
          panel().findElement(By.cssSelector("input[type=file]")).sendKeys(local.toString());
          walk.awaitDialog();
        });
    walk.view(
        "the sign-out",
        () -> {
          showTerminal(walk);
          assertTrue(walk.press("Sign out"));
          walk.awaitDialog();
        });
    walk.view(
        "what one sees signed out",
        () -> {
          showFiles(walk);
          page.browser.manage().deleteAllCookies();
          assertTrue(walk.press("Refresh"));
          walk.awaitDialog();
        });
    assertTrue(walk.pressed() > 40, walk.pressed() + " buttons were pressed");
  }

  private void showHosts(ButtonWalk walk) {
    walk.closeDialogs();
    page.chord("h", Keys.CONTROL, Keys.SHIFT);
    awaitFocus(SEARCH);
  }

  private void showTerminal(ButtonWalk walk) {
    walk.closeDialogs();
    page.app().findElements(By.cssSelector("[role=tab]")).stream()
        .filter(tab -> tab.getText().startsWith("web-1"))
        .findFirst()
        .ifPresent(WebElement::click);
    boolean connected =
        (Boolean) page.script("return document.querySelector('fairlead-app').activeTab != null")
            && page.status().equals("Connected to web-1");
    if (!connected) {
      page.connect("web-1");
    }
    page.browser.executeScript(
        "arguments[0].focus()", page.terminal().findElement(By.cssSelector(SCREEN)));
  }

  /** The files as they are when they are opened, with one that has a name that is known. */
  private void showFiles(ButtonWalk walk) {
    showTerminal(walk);
    try {
      Files.writeString(there.resolve("some.txt"), "theirs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    walk.press("Close files");
    page.until(
        "no files", () -> page.terminal().findElements(By.cssSelector("files-panel")).isEmpty());
    assertTrue(walk.press("Files"));
    page.until(
        "the file",
        () ->
            !Page.inside(panel(), "file-list")
                .findElements(By.cssSelector("button[data-path$='/some.txt']"))
                .isEmpty());
  }

  /** Presses these in the files, the last of which asks something. */
  private void ask(ButtonWalk walk, String... buttons) {
    showFiles(walk);
    for (String button : buttons) {
      page.until(button, () -> walk.press(button));
    }
    walk.awaitDialog();
  }

  private SearchContext panel() {
    return page.part("files-panel");
  }
}
