package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.AskingHost;
import fairlead.testing.Chromium;
import fairlead.testing.OpenSshServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** What hosts write and what people paste: text, whatever it says. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageTextIT {
  private static OpenSshServer sshd;
  private AskingHost deaf;
  private Page page;

  @BeforeAll
  static void startHost() throws Exception {
    sshd = OpenSshServer.start(Site.directory("sshd"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void openBrowser() throws Exception {
    deaf = AskingHost.start(Site.directory("asking"));
    Site.hosts(
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
          - name: deaf
            address: 127.0.0.1
            port: %d
            user: ada
            host-key-policy: accept-new
            authentication: [password]
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("rsa"), deaf.port()));
    page = new Page(SharedServer.base());
    page.enter("operator");
  }

  @AfterEach
  void closeBrowser() throws Exception {
    page.close();
    deaf.close();
    Site.endTerminals("operator");
  }

  private void shell() {
    page.connect("web-1");
    page.type("PS1='$ '; clear\n");
    page.until("the prompt", () -> page.screen().startsWith("$ \n"));
  }

  /** On a European layout, Option is the only way to type these. */
  @Test
  void optionTypesCharactersOnAMac() {
    page.browser.executeCdpCommand(
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "Mozilla/5.0 (Macintosh)", "platform", "MacIntel"));
    page.browser.navigate().refresh();
    page.until("the hosts", () -> page.hosts().findElement(By.id("hosts")).isDisplayed());
    shell();
    page.type("cat > /dev/null\n");
    page.until("cat", () -> page.screen().startsWith("$ cat > /dev/null\n"));
    option("@", "l", "KeyL");
    option("[", "5", "Digit5");
    option("|", "7", "Digit7");
    option("{", "8", "Digit8");
    page.until("the characters", () -> page.screen().startsWith("$ cat > /dev/null\n@[|{"));
  }

  private void option(String typed, String plain, String code) {
    int virtual = plain.toUpperCase(Locale.ROOT).charAt(0);
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> event = new HashMap<>();
      event.put("type", type);
      event.put("modifiers", 1);
      event.put("key", typed);
      event.put("code", code);
      event.put("windowsVirtualKeyCode", virtual);
      if (type.equals("keyDown")) {
        event.put("text", typed);
        event.put("unmodifiedText", plain);
      }
      page.browser.executeCdpCommand("Input.dispatchKeyEvent", event);
    }
  }

  @Test
  void severalLinesAreShownBeforeTheyGoToAProgramThatDidNotAsk() {
    shell();
    page.type("cat > /dev/null\n");
    page.until("cat", () -> page.screen().startsWith("$ cat > /dev/null\n"));
    page.paste("one\r\ntwo\u0003\u001b[31m\tend");
    awaitPasteDialog();
    assertEquals("Paste 2 lines?", pasteDialog().findElement(By.id("title")).getText());
    assertEquals("one\ntwo[31m\tend", pasteText());
    page.type(Keys.ESCAPE.toString());
    awaitNoPasteDialog();
    page.paste("a single line");
    page.until("it", () -> page.screen().contains("a single line"));
    assertFalse(page.screen().contains("one"), "what was cancelled is not sent");
    page.type("\n");
    page.paste("three\nfour");
    awaitPasteDialog();
    pasteDialog().findElement(By.id("remember")).click();
    Page.button(pasteDialog(), "Paste").click();
    page.until("both lines", () -> page.screen().contains("\nthree\nfour"));

    page.paste("\nfive\nsix");
    page.until("no question any more", () -> page.screen().contains("\nfive\nsix"));
    page.browser.navigate().refresh();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    page.paste("\nseven\neight");
    page.until("the choice is remembered", () -> page.screen().contains("\nseven\neight"));
  }

  @Test
  void aProgramThatAsksForPastesGetsThemInBrackets() {
    shell();
    page.type("printf '\\033[?2004h'; cat -v\n");
    page.until("cat", () -> (Boolean) page.active("terminal.modes.bracketedPasteMode"));
    page.paste("one\ntwo\u001b[201~three");
    page.until("the brackets", () -> page.screen().contains("^[[200~one"));
    page.type("\n");
    page.until("the end of them", () -> page.screen().contains("two[201~three^[[201~"));
  }

  @Test
  void aHostThatTakesNoInputIsToldOfAndCtrlCOvertakesWhatWaits() {
    page.open("deaf");
    page.until(
        "the question",
        () -> page.part("prompt-dialog").findElement(By.cssSelector("input")).isDisplayed());
    page.type(AskingHost.PASSWORD + "\n");
    page.until("the shell", () -> page.screen().contains("I do not listen"));
    page.paste("x".repeat(1_000_000));
    page.until("the stall", () -> page.status().equals("The host is not accepting input"));
    Matcher waiting =
        Pattern.compile("(\\d+) KiB waiting · Ctrl\\+C discards them").matcher(page.detail());
    assertTrue(waiting.matches(), page.detail());
    assertTrue(Integer.parseInt(waiting.group(1)) > 256, "more than the credit: " + page.detail());
    page.chord("c", Keys.CONTROL);
    page.until(
        "what was dropped",
        () -> page.notes().matches("(?s).*\\d{6} bytes of input were not sent.*"));
    deaf.shell().listen();
    page.until("the shell", () -> page.screen().contains("Ctrl-C after "));
    Matcher before = Pattern.compile("Ctrl-C after (\\d+) bytes").matcher(page.screen());
    assertTrue(before.find());
    assertTrue(Integer.parseInt(before.group(1)) < 262_144, before.group());
    page.until("the end", () -> page.status().equals("The shell ended with status 0."));
  }

  @Test
  void aTitleIsText() {
    shell();
    page.type("printf '\\033]0;<img src=x onerror=document.title=1>\\033\\134'\n");
    page.until(
        "the title", () -> page.tab("web-1 <img src=x onerror=document.title=1>").isDisplayed());
    assertEquals("<img src=x onerror=document.title=1> · Fairlead", page.browser.getTitle());
    page.type("printf '\\033]0;two\\342\\200\\256lines\\033\\134'\n");
    page.until("a title without its override", () -> page.tab("web-1 twolines").isDisplayed());
    assertEquals(
        1L,
        page.script(
            "return"
                + " document.querySelector('fairlead-app').shadowRoot.querySelectorAll('img').length"));
  }

  @Test
  void aLinkShowsWhereItLeadsBeforeItIsFollowed() {
    shell();
    String address = SharedServer.base() + "/sign-in.html?out";
    page.type(
        "clear; printf '\\033]8;;%s\\033\\134click here\\033]8;;\\033\\134\\n' '"
            + address
            + "'\n");
    page.until("the link", () -> page.screen().startsWith("click here\n"));
    hover(0, 3);
    page.until("its target", () -> target().equals(address));
    new Actions(page.browser).click().perform();
    SearchContext dialog = page.part("link-dialog");
    page.until(
        "the question", () -> dialog.findElement(By.cssSelector("p")).getText().equals(address));
    Page.button(dialog, "Open").click();
    page.until("a new window", () -> page.browser.getWindowHandles().size() == 2);
    String own = page.browser.getWindowHandle();
    for (String handle : page.browser.getWindowHandles()) {
      if (!handle.equals(own)) {
        page.browser.switchTo().window(handle);
      }
    }
    page.until("the page", () -> page.browser.getCurrentUrl().equals(address));
    assertEquals(null, page.script("return window.opener"));
    page.browser.close();
    page.browser.switchTo().window(own);
  }

  @Test
  void aLinkOfAnotherKindIsNotOpened() {
    shell();
    page.type(
        "clear; printf"
            + " '\\033]8;;javascript:document.title=1\\033\\134https://bank.example/\\033]8;;\\033\\134\\n"
            + "'\n");
    page.until("the link", () -> page.screen().startsWith("https://bank.example/\n"));
    hover(0, 3);
    page.until(
        "its target", () -> target().equals("Not opened by Fairlead: javascript:document.title=1"));
    new Actions(page.browser).click().perform();
    page.until("the refusal", () -> page.notice().contains("links of this kind"));
    assertEquals(1, page.browser.getWindowHandles().size());
  }

  @Test
  void theClipboardIsWrittenWithinBoundsAndNeverRead() {
    shell();
    page.type("printf '\\033]52;c;aGVsbG8=\\007'\n");
    page.until(
        "the notice",
        () -> page.notice().equals("The host copied 5 characters to your clipboard."));
    assertEquals("hello", clipboard());
    page.type("printf '\\033]52;c;%0200000d\\007' 0\n");
    page.until(
        "the limit",
        () -> page.notice().contains("tried to copy more than 100 KiB to your clipboard"));
    page.type("clear; printf '\\033]52;c;?\\007'; cat -v\n");
    page.until("the refusal", () -> page.notice().contains("tried to read your clipboard"));
    page.type("noth''ing\n");
    page.until("cat", () -> page.screen().startsWith("noth''ing\nnoth''ing\n"));
    assertEquals("hello", clipboard());
  }

  /** Man, woman and girl, with zero-width joiners between them: one family. */
  private static final String FAMILY =
      "\\360\\237\\221\\250\\342\\200\\215\\360\\237\\221\\251\\342\\200\\215\\360\\237\\221\\247";

  @Test
  void joinedEmojiHaveTheRoomOfOneWhereAProgramAsksForIt() {
    shell();
    page.type("clear; printf '\\033[?2027h" + FAMILY + "|'; read\n");
    page.until("the family", () -> page.screen().matches("(?s)\\P{ASCII}+\\|\n.*"));
    assertEquals(3L, page.active("terminal.buffer.active.cursorX"));
  }

  @Test
  void aLineWithJoinedEmojiIsEditedAsItIsShown() {
    shell();
    page.paste("echo \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 one");
    page.until("the line", () -> page.screen().contains(" one"));
    page.type(Keys.HOME + ": " + Keys.END + "!" + Keys.ARROW_LEFT + Keys.BACK_SPACE + "E");
    page.until("the edits", () -> page.screen().matches("(?s)\\$ : echo \\P{ASCII}+ onE!\n.*"));
  }

  @Test
  void choicesAreRemembered() {
    shell();
    long columns = page.columns();
    // On most keyboards of Europe, Option is what @ and | are typed with.
    assertEquals(false, page.active("terminal.options.macOptionIsMeta"));
    Page.button(page.app(), "Settings").click();
    SearchContext settings = Page.inside(page.app(), "settings-dialog");
    WebElement size = settings.findElement(By.id("font-size"));
    size.sendKeys(Keys.chord(Keys.CONTROL, "a") + "20" + Keys.TAB);
    settings.findElement(By.cssSelector("#theme option[value=dark]")).click();
    settings.findElement(By.id("screenReader")).click();
    settings.findElement(By.id("optionIsMeta")).click();
    settings.findElement(By.id("font")).sendKeys("Liberation Mono" + Keys.TAB);
    Page.button(settings, "Done").click();
    page.until("larger letters", () -> page.columns() < columns * 4 / 5);
    page.browser.navigate().refresh();
    page.until("the connection", () -> page.status().equals("Connected to web-1"));
    assertEquals("dark", page.script("return document.documentElement.dataset.theme"));
    assertEquals(20L, page.active("terminal.options.fontSize"));
    assertEquals(true, page.active("terminal.options.screenReaderMode"));
    assertEquals(true, page.active("terminal.options.macOptionIsMeta"));
    assertTrue(
        page.active("terminal.options.fontFamily").toString().startsWith("Liberation Mono,"));
  }

  /** A phone, of which a keyboard may take a part. */
  private void phone(int height) {
    page.browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", height, "deviceScaleFactor", 2, "mobile", true));
    page.browser.executeCdpCommand(
        "Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
  }

  @Test
  void fingersScrollAndSelect() throws Exception {
    phone(640);
    shell();
    page.type("clear; seq 1 300; echo chosen-word\n");
    page.until("the end", () -> page.screen().contains("chosen-word\n$"));
    page.screenshot("phone-terminal");
    assertTrue(page.rows() >= 20, page.rows() + " rows");
    long bottom = (Long) page.active("terminal.buffer.active.viewportY");
    swipe(200, 420);
    page.until(
        "earlier lines", () -> (Long) page.active("terminal.buffer.active.viewportY") < bottom - 5);
    swipe(420, 100);
    page.until("the end", () -> bottom == (Long) page.active("terminal.buffer.active.viewportY"));

    choose("chosen-word");
    page.screenshot("phone-selection");
  }

  /** Chooses a word that stands at the beginning of a line, with a finger that stays on it. */
  private void choose(String word) {
    Number[] at = cell(page.screen().lines().toList().indexOf(word), 3);
    touch("touchStart", at[0], at[1]);
    page.until("the word", () -> word.equals(page.active("terminal.getSelection()")));
    touch("touchEnd");
  }

  @Test
  void theKeyBarHasRoomForAllKeysAndLeavesTheScreenMost() throws Exception {
    phone(640);
    shell();
    SearchContext bar = page.part("key-bar");
    List<WebElement> keys = bar.findElements(By.cssSelector("button"));
    assertEquals(
        List.of(
            "Ctrl", "Escape", "Tab", "Control C", "Left", "Up", "Down", "Right", "Copy", "Paste"),
        keys.stream().map(WebElement::getAccessibleName).toList());
    for (WebElement key : keys) {
      int right = key.getLocation().getX() + key.getSize().getWidth();
      assertTrue(key.getLocation().getX() >= 0 && right <= 360, key.getAccessibleName());
      assertTrue(key.getSize().getWidth() >= 30, key.getAccessibleName() + key.getSize());
      assertTrue(key.getSize().getHeight() >= 36, key.getAccessibleName() + key.getSize());
    }
    page.checkAccessibility("phone");
    assertTrue(page.rows() >= 30, page.rows() + " rows");
    phone(640 - 300);
    page.until("room for a keyboard", () -> page.rows() < 20);
    page.screenshot("phone-keyboard");
    assertTrue(page.rows() >= 13, page.rows() + " rows above a keyboard");
    // Where the keyboard lies over the page, and only the visual viewport tells.
    phone(640);
    page.until("no keyboard", () -> page.rows() >= 30);
    page.script(
        "Object.defineProperty(visualViewport, 'height', {get: () => 340});"
            + "visualViewport.dispatchEvent(new Event('resize'))");
    page.until("room for a keyboard", () -> page.rows() < 20);
  }

  /** A keyboard on a screen has no Ctrl. */
  @Test
  void controlIsTappedAndTheKeyboardStaysWithTheTerminal() {
    phone(640);
    shell();
    page.type("clear; cat -v\n");
    page.until("cat", () -> page.screen().startsWith("\n"));
    tap("Ctrl");
    page.until("it is held", () -> "true".equals(control().getAttribute("aria-pressed")));
    awaitScreen();
    page.type("c");
    page.until("the interrupt", () -> page.screen().startsWith("^C\n$ "));
    assertEquals("false", control().getAttribute("aria-pressed"), "for one key");
    page.type("clear; cat -v\n");
    page.until("cat", () -> page.screen().startsWith("\n"));
    tap("Control C");
    page.until("the interrupt", () -> page.screen().startsWith("^C\n$ "));
    awaitScreen();
    page.type("cat -v\n");
    tap("Ctrl");
    page.until("the letters", () -> Page.button(page.part("key-bar"), "Control d").isDisplayed());
    tap("Control d");
    awaitScreen();
    page.until("the end of cat", () -> page.screen().strip().endsWith("cat -v\n$"));
  }

  private WebElement control() {
    return Page.button(page.part("key-bar"), "Ctrl");
  }

  @Test
  void fingersCopyAndPaste() throws Exception {
    phone(640);
    shell();
    page.type("clear; echo first-word; echo other-word; cat\n");
    page.until("the words", () -> page.screen().startsWith("first-word\nother-word\n"));
    choose("first-word");
    tap("Copy");
    page.until("the notice", () -> page.notice().equals("Copied 10 characters."));
    page.screenshot("phone-copied");
    assertEquals("first-word", clipboard());
    tap("Paste");
    page.until("the paste", () -> page.screen().startsWith("first-word\nother-word\nfirst-word"));
    awaitScreen();
    page.chord("c", Keys.CONTROL);
    // What comes before the interrupt is handled would be dropped with it.
    page.until("the prompt", () -> page.screen().contains("^C\n$"));
    page.type("exit\n");
    page.until("the end", () -> page.status().contains("ended"));
    choose("other-word");
    tap("Copy");
    page.until(
        "the notice beside the end",
        () -> page.notice().equals("Copied 10 characters.") && page.status().contains("ended"));
    assertEquals("other-word", clipboard());
  }

  @Test
  void fingersCopyAndPasteOverPlainHttp() throws Exception {
    page.close();
    page =
        new Page(
            "http://fairlead.test:" + SharedServer.port(), Chromium.resolving("fairlead.test"));
    page.enter("operator");
    assertEquals(false, page.script("return isSecureContext"));
    phone(640);
    shell();
    page.type("clear; echo first-word; echo other-word; cat\n");
    page.until("the words", () -> page.screen().startsWith("first-word\nother-word\n"));
    choose("other-word");
    tap("Copy");
    page.until("the notice", () -> page.notice().equals("Copied 10 characters."));
    awaitScreen();
    tap("Paste");
    WebElement dialog = page.part("paste-here-dialog").findElement(By.cssSelector("dialog"));
    page.until("the field", () -> page.focus().endsWith("paste-here-dialog textarea"));
    assertTrue(dialog.getText().contains("plain HTTP"), dialog.getText());
    page.screenshot("phone-paste-here");
    page.checkAccessibility("phone-paste-here");
    page.pasteFromClipboard();
    page.until("the paste", () -> page.screen().startsWith("first-word\nother-word\nother-word"));
    awaitScreen();
    tap("Paste");
    page.until("the field", dialog::isDisplayed);
    page.type(" typed");
    Page.button(page.part("paste-here-dialog"), "Paste").click();
    page.until("it too", () -> page.screen().contains("other-word typed"));
    tap("Paste");
    page.until("the field", dialog::isDisplayed);
    page.type(Keys.ESCAPE.toString());
    page.until("no field", () -> !dialog.isDisplayed());
    awaitScreen();
  }

  private void awaitScreen() {
    page.until("the focus in the terminal", () -> page.focus().endsWith("textarea"));
  }

  /** Touches a key of the bar, shortly. */
  private void tap(String key) {
    WebElement button = Page.button(page.part("key-bar"), key);
    int x = button.getLocation().getX() + button.getSize().getWidth() / 2;
    int y = button.getLocation().getY() + button.getSize().getHeight() / 2;
    touch("touchStart", x, y);
    touch("touchEnd");
  }

  @Test
  void coloursOfTheHostOutliveTheTheme() {
    page.dark(false);
    shell();
    page.type(
        "printf '\\033]11;#102030\\007\\033]10;#c0d0e0\\007\\033]12;#ff0000\\007\\033]4;1;#445566\\007'\n");
    page.until("the colours", () -> colour("background").equals("#102030"));
    page.dark(true);
    page.until(
        "the theme", () -> page.active("terminal.options.theme.background").equals("#0f151a"));
    assertEquals("#102030", colour("background"));
    assertEquals("#c0d0e0", colour("foreground"));
    assertEquals("#ff0000", colour("cursor"));
    assertEquals("#445566", colour("ansi[1]"));
    assertEquals("#7ed49b", colour("ansi[2]"));
    page.type("printf '\\033]104;1\\007\\033]110\\007\\033]111\\007\\033]112\\007'\n");
    page.until("the theme's", () -> colour("background").equals("#0f151a"));
    assertEquals("#dde4ea", colour("foreground"));
    assertEquals("#5cc3d6", colour("cursor"));
    assertEquals("#ff8f8a", colour("ansi[1]"));
    page.dark(false);
    page.until("the other theme", () -> colour("background").equals("#ffffff"));
    assertEquals("#a61b1b", colour("ansi[1]"));
  }

  private String colour(String name) {
    long rgba =
        ((Number) page.active("terminal._core._themeService.colors." + name + ".rgba")).longValue();
    return "#%06x".formatted(rgba >>> 8 & 0xff_ffff);
  }

  @Test
  void anExpressionThatTakesYearsIsStoppedAndFreezesNothing() {
    shell();
    page.type("clear; printf 'a%.0s' $(seq 60); echo '!'; seq 9000; echo aaa-end\n");
    page.until("the end", () -> page.screen().contains("aaa-end\n$"));
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until("the search", () -> page.focus().endsWith("search-bar input"));
    page.part("search-bar").findElement(By.id("regex")).click();
    page.script(
        "window.longest = 0; let last = performance.now(); setInterval(() => {const now ="
            + " performance.now(); window.longest = Math.max(window.longest, now - last); last ="
            + " now}, 20)");
    WebElement field = page.part("search-bar").findElement(By.cssSelector("input"));
    field.sendKeys("(a+)+(-end)?$");
    page.until("the end of it", () -> matches().startsWith("1 of 1. The search was stopped"));
    double longest = ((Number) page.script("return window.longest")).doubleValue();
    assertTrue(longest < 2_000, "the page stood still for " + longest + " ms");
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "^8999$");
    page.until("another", () -> matches().equals("1 of 1"));
    assertEquals("8999", page.active("terminal.getSelection()"));
  }

  @Test
  void copyingWithoutAClipboardFallsBackOrSaysWhy() {
    shell();
    page.type("clear; echo wo''rd\n");
    page.until("the word", () -> page.screen().startsWith("word\n"));
    page.script("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
    page.active("terminal.select(0, 0, 4)");
    page.chord("c", Keys.CONTROL, Keys.SHIFT);
    page.until("the copy", () -> page.notice().equals("Copied 4 characters."));
    page.type("# fo''cus\n");
    page.until("the focus in the terminal", () -> page.screen().contains("$ # fo''cus"));
    page.script("document.execCommand = () => false");
    page.active("terminal.select(0, 0, 4)");
    page.chord("c", Keys.CONTROL, Keys.SHIFT);
    page.until("the reason", () -> page.notice().startsWith("Not copied: "));
  }

  @Test
  void matchesAreCountedAsTheyAreTypedByCaseAndByExpression() throws Exception {
    shell();
    page.type("clear; echo error Error; echo ERROR erro\n");
    page.until("the lines", () -> page.screen().startsWith("error Error\nERROR erro\n"));
    page.chord("f", Keys.CONTROL, Keys.SHIFT);
    page.until("the search", () -> page.part("search-bar").findElement(By.id("said")) != null);
    page.type("error");
    page.until("all of them", () -> matches().equals("3 of 3"));
    page.screenshot("search");
    page.type(Keys.ENTER.toString());
    page.until("the one before", () -> matches().equals("2 of 3"));
    page.chord(Keys.ENTER, Keys.SHIFT);
    page.until("the one after", () -> matches().equals("3 of 3"));
    page.part("search-bar").findElement(By.id("case")).click();
    page.until("one of them", () -> matches().equals("1 of 1"));
    page.part("search-bar").findElement(By.id("case")).click();
    page.part("search-bar").findElement(By.id("regex")).click();
    WebElement field = page.part("search-bar").findElement(By.cssSelector("input"));
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), "err(or");
    page.until("why not", () -> matches().equals("This is not a complete regular expression."));
    field.sendKeys(")?\\b");
    page.until("those of the expression", () -> matches().equals("3 of 3"));
    field.sendKeys("x");
    page.until("none", () -> matches().equals("Not found"));
  }

  @Test
  void ctrlWithSignsReachesTheProgram() {
    shell();
    page.type("stty -isig -icanon -echo; clear; cat -v\n");
    page.until("cat", () -> page.screen().isBlank());
    page.chord("/", Keys.CONTROL);
    page.chord("6", Keys.CONTROL);
    page.chord("\\", Keys.CONTROL);
    page.chord(" ", Keys.CONTROL);
    page.until("them", () -> page.screen().startsWith("^_^^^\\^@"));
  }

  private String matches() {
    return page.part("search-bar").findElement(By.id("said")).getText();
  }

  private void swipe(int from, int to) {
    touch("touchStart", 180, from);
    for (int step = 1; step <= 8; step++) {
      touch("touchMove", 180, from + (to - from) * step / 8);
    }
    touch("touchEnd");
  }

  private void touch(String type, Number... point) {
    List<Map<String, Number>> points =
        point.length == 0 ? List.of() : List.of(Map.of("x", point[0], "y", point[1]));
    page.browser.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
  }

  /** The middle of a cell, in the window. */
  private Number[] cell(int row, int column) {
    List<?> place =
        (List<?>)
            page.script(
                "const tab = document.querySelector('fairlead-app').activeTab;"
                    + "const {left, top, width, height} = tab.shadowRoot.querySelector('.xterm-screen').getBoundingClientRect();"
                    + ("return [left + width / tab.terminal.cols * (%d + 0.5),"
                            + " top + height / tab.terminal.rows * (%d + 0.5)]")
                        .formatted(column, row));
    return place.toArray(Number[]::new);
  }

  private SearchContext pasteDialog() {
    return page.part("paste-dialog");
  }

  private String pasteText() {
    return pasteDialog().findElement(By.cssSelector("pre")).getDomProperty("textContent");
  }

  private void awaitPasteDialog() {
    page.until(
        "the question", () -> pasteDialog().findElement(By.cssSelector("dialog")).isDisplayed());
  }

  private void awaitNoPasteDialog() {
    page.until(
        "no question", () -> !pasteDialog().findElement(By.cssSelector("dialog")).isDisplayed());
  }

  private String target() {
    return page.terminal().findElement(By.id("target")).getText();
  }

  private String clipboard() {
    return (String)
        page.browser.executeAsyncScript(
            "const done = arguments[0]; navigator.clipboard.readText().then(done, done)");
  }

  /** Moves the pointer onto a cell. */
  private void hover(int row, int column) {
    WebElement screen = page.terminal().findElement(By.cssSelector(".xterm-screen"));
    int width = screen.getSize().getWidth() / (int) page.columns();
    int height = screen.getSize().getHeight() / (int) page.rows();
    int x = column * width + width / 2 - screen.getSize().getWidth() / 2;
    int y = row * height + height / 2 - screen.getSize().getHeight() / 2;
    new Actions(page.browser).moveToElement(screen, x, y).moveByOffset(1, 0).perform();
  }
}
