package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.selenium.AxeBuilder;
import fairlead.testing.Chromium;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page as a person at a browser sees and uses it. */
final class Page implements AutoCloseable {
  private static final String ACTIVE = "document.querySelector('fairlead-app').activeTab";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String base;
  private final Chromium chromium;
  final ChromeDriver browser;

  Page(String base) {
    this(base, Chromium.borrow());
  }

  Page(String base, Chromium chromium) {
    this.base = base;
    this.chromium = chromium;
    browser = chromium.driver();
  }

  @Override
  public void close() {
    chromium.close();
  }

  /** Comes to the page as somebody and waits for the hosts. */
  void enter(String name) {
    browser.get(base + "/");
    signIn(name, Browserless.PASSWORD);
    until("the hosts", () -> hosts().findElement(By.id("hosts")).isDisplayed());
  }

  void signIn(String name, String password) {
    browser.findElement(By.id("name")).clear();
    browser.findElement(By.id("name")).sendKeys(name);
    browser.findElement(By.id("password")).sendKeys(password);
    browser.findElement(By.cssSelector("button")).click();
  }

  /** Signs in as the dialog about the end of the login offers it, and comes back. */
  void signInOnANewTab(String name) {
    String first = browser.getWindowHandle();
    button(inside(app(), "signed-out-dialog"), "Sign in on a new tab").click();
    switchToTheOtherTab();
    until("the form", () -> browser.findElement(By.id("name")).isDisplayed());
    signIn(name, Browserless.PASSWORD);
    until("the hosts", () -> hosts().findElement(By.id("hosts")).isDisplayed());
    browser.close();
    browser.switchTo().window(first);
  }

  /** Opens the page in a second tab, as the same person, and goes there. */
  void openAnotherTab() {
    // WebDriver's own tabs are not in the context of this one, and have other cookies.
    browser.executeScript("window.open(arguments[0], '_blank', 'noopener')", base + "/");
    switchToTheOtherTab();
  }

  private void switchToTheOtherTab() {
    String first = browser.getWindowHandle();
    until("the new tab", () -> browser.getWindowHandles().size() == 2);
    browser.getWindowHandles().stream()
        .filter(one -> !one.equals(first))
        .findFirst()
        .ifPresent(browser.switchTo()::window);
  }

  /** Signs out, and says yes where terminals or transfers end by it. */
  void signOut() {
    button(app(), "Sign out").click();
    String asked =
        "return document.querySelector('fairlead-app')?.shadowRoot.querySelector('confirm-dialog')"
            + "?.shadowRoot.querySelector('dialog[open]') ? 'asked' : document.querySelector('#password') ? 'out' : ''";
    until("the sign-out or a question", () -> !"".equals(script(asked)));
    if ("asked".equals(script(asked))) {
      button(inside(app(), "confirm-dialog"), "Sign out").click();
    }
  }

  /** Opens a terminal; a hosts.yaml that was just saved may take a moment. */
  void open(String host) {
    until(
        "the host " + host,
        () -> {
          tab("Hosts").click();
          return !hostButtons(host).isEmpty();
        });
    hostButtons(host).get(0).click();
    until("a tab for " + host, () -> tab(host).getAttribute("aria-selected").equals("true"));
  }

  /** Opens a terminal and waits for the shell. */
  void connect(String host) {
    open(host);
    until("the connection to " + host, () -> status().equals("Connected to " + host));
  }

  private List<WebElement> hostButtons(String host) {
    return hosts().findElements(By.cssSelector("button.host")).stream()
        .filter(one -> one.findElement(By.cssSelector(".name")).getText().equals(host))
        .toList();
  }

  SearchContext app() {
    return browser.findElement(By.cssSelector("fairlead-app")).getShadowRoot();
  }

  SearchContext hosts() {
    return inside(app(), "host-list");
  }

  /** The terminals that run elsewhere. */
  SearchContext running() {
    return inside(hosts(), "running-terminals");
  }

  /** The terminal that is seen. */
  SearchContext terminal() {
    return app().findElement(By.cssSelector("terminal-tab:not([hidden])")).getShadowRoot();
  }

  /** A part of the terminal that is seen, such as {@code paste-dialog}. */
  SearchContext part(String element) {
    return inside(terminal(), element);
  }

  static SearchContext inside(SearchContext around, String element) {
    return around.findElement(By.cssSelector(element)).getShadowRoot();
  }

  /** The newest tab whose text begins so. */
  WebElement tab(String text) {
    return app().findElements(By.cssSelector("[role=tab]")).stream()
        .filter(
            one -> one.getText().startsWith(text) || text.equals(one.getAttribute("aria-label")))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  static WebElement button(SearchContext in, String text) {
    return in.findElements(By.cssSelector("button")).stream()
        .filter(one -> text.equals(one.getText()) || text.equals(one.getAttribute("aria-label")))
        .findFirst()
        .orElseThrow();
  }

  String status() {
    return part("terminal-status").findElement(By.id("state")).getText();
  }

  /** The round trips as the status line tells them; empty before they were measured. */
  String latency() {
    return part("terminal-status").findElements(By.cssSelector(".latency")).stream()
        .map(WebElement::getText)
        .findFirst()
        .orElse("");
  }

  String detail() {
    return part("terminal-status").findElement(By.id("detail")).getText();
  }

  String notice() {
    return part("terminal-status").findElement(By.id("notice")).getText();
  }

  /** Why there is no connection. */
  String outcome() {
    return part("terminal-outcome").findElement(By.cssSelector("p")).getText();
  }

  /** All notes of the terminal that is seen. */
  String notes() {
    return String.join(
        "\n",
        part("terminal-notes").findElements(By.cssSelector(".note")).stream()
            .map(WebElement::getText)
            .toList());
  }

  /** The lines that can be seen. */
  String screen() {
    return lines(ACTIVE, "[buffer.active.viewportY, rows]");
  }

  /** Those that were scrolled away, too. */
  String allText() {
    return allText(ACTIVE);
  }

  /**
   * The same of another terminal.
   *
   * @param tab gives its element, in JavaScript
   */
  String allText(String tab) {
    return lines(tab, "[0, buffer.active.length]");
  }

  /** A canvas does not tell what it shows. */
  private String lines(String tab, String fromAndCount) {
    return (String)
        script(
            """
            const {buffer, rows} = %s.terminal;
            const [from, count] = %s;
            const line = (_, i) => buffer.active.getLine(from + i)?.translateToString(true) ?? '';
            return Array.from({length: count}, line).join('\\n');
            """
                .formatted(tab, fromAndCount));
  }

  long columns() {
    return (Long) active("terminal.cols");
  }

  long rows() {
    return (Long) active("terminal.rows");
  }

  Object active(String what) {
    return script("return " + ACTIVE + "." + what);
  }

  Object script(String code) {
    return browser.executeScript(code);
  }

  void type(String keys) {
    new Actions(browser).sendKeys(keys.replace("\n", Keys.ENTER.toString())).perform();
  }

  /** Presses these together. */
  void chord(CharSequence key, Keys... held) {
    Actions actions = new Actions(browser);
    for (Keys one : held) {
      actions.keyDown(one);
    }
    actions.sendKeys(key);
    for (Keys one : held) {
      actions.keyUp(one);
    }
    actions.perform();
  }

  /** Pastes as the browser does: from its clipboard, into what has the focus. */
  void paste(String text) {
    browser.executeAsyncScript(
        "const done = arguments[1]; navigator.clipboard.writeText(arguments[0]).then(done, done)",
        text);
    pasteFromClipboard();
  }

  void pasteFromClipboard() {
    browser.executeCdpCommand(
        "Input.dispatchKeyEvent",
        Map.of("type", "rawKeyDown", "key", "Paste", "commands", new String[] {"paste"}));
  }

  interface Condition {
    boolean holds();
  }

  void until(String what, Condition condition) {
    new WebDriverWait(browser, PATIENCE)
        .withMessage(() -> what + "; the page says: " + said())
        .pollingEvery(Duration.ofMillis(50))
        .ignoring(RuntimeException.class)
        .until(any -> condition.holds());
  }

  private String said() {
    try {
      boolean failed = !part("terminal-outcome").findElements(By.cssSelector("p")).isEmpty();
      String outcome = failed ? outcome() : "";
      String detail =
          part("terminal-status").findElements(By.id("detail")).stream()
              .map(WebElement::getText)
              .collect(Collectors.joining());
      return focus()
          + " | "
          + String.join(" | ", status(), detail, outcome, notes(), screen().strip());
    } catch (RuntimeException e) {
      return focus() + " | " + browser.findElement(By.tagName("body")).getText();
    }
  }

  /** What the browser had to complain about, such as the content security policy. */
  List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** A picture under target/screenshots. */
  void screenshot(String view) throws IOException {
    Path folder = Path.of(System.getProperty("it.screenshots"));
    Files.createDirectories(folder);
    Files.write(folder.resolve(view + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  /** Checks a view light and dark, wide and narrow and on 4K, and keeps a picture of each. */
  void look(String view) throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      dark(dark);
      look(view + (dark ? "-dark" : "-light"), 1440, 900);
      look(view + (dark ? "-dark" : "-light"), 360, 800);
    }
    dark(false);
    look(view + "-light", 3840, 2160);
    size(1280, 800);
  }

  private void look(String view, int width, int height) throws IOException {
    size(width, height);
    String name = view + "-" + width;
    until(name + " is drawn", () -> width == (Long) script("return innerWidth"));
    screenshot(name);
    assertEquals(
        0L,
        script("return Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
        name + " is wider than the window");
    assertEquals(List.of(), script(WITHOUT_ROOM), name);
    checkAccessibility(name);
  }

  /** Texts of a word or a letter a line, and buttons that the window cuts off. */
  private static final String WITHOUT_ROOM =
      """
      const found = [];
      const look = root => {
        for (const one of root.querySelectorAll('*')) {
          if (one.shadowRoot) look(one.shadowRoot);
          if (one.closest('.xterm, .tabs, select, svg')) continue;
          const {width, height, right} = one.getBoundingClientRect();
          const text = [...one.childNodes].filter(part => part.nodeType === 3).map(part => part.data.trim()).join(' ').trim();
          const lines = height / parseFloat(getComputedStyle(one).fontSize) / 1.5;
          if (text.length > 5 && width > 0 && lines > 3.5 && text.length / lines < 6) found.push('squeezed: ' + text);
          if (one.localName === 'button' && width > 0 && right > innerWidth + 1) found.push('cut off: ' + (one.ariaLabel ?? one.textContent));
        }
      };
      look(document);
      return found;
      """;

  /** How the tab that begins so tells what goes on in it, or "". */
  String mark(String text) {
    return tab(text).findElements(By.cssSelector("[role=img]")).stream()
        .map(one -> one.getAttribute("aria-label"))
        .findFirst()
        .orElse("");
  }

  /** The elements that have the focus, from the outermost to the innermost. */
  String focus() {
    return (String)
        script(
            "const way = [];"
                + "for (let one = document.activeElement; one; one = one.shadowRoot?.activeElement)"
                + " way.push(one.localName + (one.id ? '#' + one.id : ''));"
                + "return way.join(' ')");
  }

  /** The text of what has the focus. */
  String focused() {
    return (String)
        script(
            "let one = document.activeElement;"
                + "while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
                + "return one.textContent.trim()");
  }

  /** Runs axe; its script is given to each document once. */
  void checkAccessibility(String view) {
    if (!(Boolean) script("return 'axe' in window")) {
      script(AXE);
    }
    assertEquals(List.of(), browser.executeAsyncScript(VIOLATIONS), view);
  }

  private static final String AXE = axe();

  /** Colours are those that stay: transitions are waited for, but nothing that blinks for ever. */
  private static final String VIOLATIONS =
      """
      const done = arguments[0];
      const roots = root =>
        [root, ...[...root.querySelectorAll('*')].flatMap(one => one.shadowRoot ? roots(one.shadowRoot) : [])];
      const ends = one => one.effect?.getComputedTiming().endTime !== Infinity;
      const running = () => roots(document).flatMap(root => root.getAnimations()).filter(ends);
      const frame = () => new Promise(requestAnimationFrame);
      frame().then(frame)
        .then(() => Promise.allSettled(running().map(one => one.finished)))
        .then(() => axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'],
          resultTypes: ['violations'],
        }))
        .then(found => done(found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html))))
        .catch(failed => done(['axe: ' + failed]));
      """;

  private static String axe() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the browser puts what is downloaded from now on. */
  void downloadTo(Path directory) {
    chromium.downloadTo(directory);
  }

  void dark(boolean dark) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void size(int width, int height) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }
}
