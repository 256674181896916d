package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import fairlead.testing.OpenSshServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at a real browser, a real SSH server behind. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf("available")
class PageIT {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");

  private static OpenSshServer sshd;
  private ChromeDriver browser;

  static boolean available() {
    boolean found = Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER);
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("chromium and its driver are missing");
    }
    return found && OpenSshServer.available();
  }

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")));
  }

  @BeforeAll
  static void startHost() throws Exception {
    Path directory = Path.of(System.getProperty("it.directory"));
    Files.createDirectories(directory);
    sshd = OpenSshServer.start(Files.createTempDirectory(directory, "sshd"));
    Files.writeString(
        directory.resolve("hosts.yaml"),
        """
        hosts:
          - name: web-1
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: ask
            labels: {env: test}
            authentication:
              - key: %s
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
  void openBrowser() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,800");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void fromSigningInToSigningOut() throws Exception {
    browser.get(Browserless.BASE + "/");
    checkAccessibility("sign-in");
    signIn("operator", "wrong");
    until(() -> browser.findElement(By.id("message")).getText().contains("do not match"));
    signIn("operator", Browserless.PASSWORD);
    until(() -> !app().findElements(By.cssSelector("host-list")).isEmpty());
    SearchContext hosts = app().findElement(By.cssSelector("host-list")).getShadowRoot();
    until(() -> !hosts.findElements(By.cssSelector("button.host")).isEmpty());
    checkAccessibility("hosts");

    hosts.findElement(By.cssSelector("button.host")).click();
    SearchContext tab = tab();
    SearchContext prompt = tab.findElement(By.cssSelector("prompt-dialog")).getShadowRoot();
    until(() -> prompt.findElements(By.cssSelector("form")).size() == 1);
    assertTrue(prompt.findElement(By.cssSelector(".text")).getText().contains("SHA256:"));
    screenshot("host-key");
    prompt.findElement(By.cssSelector("button.primary")).click();
    until(() -> status().contains("Connected to web-1"));

    type("echo $((6*7))-$TERM\n");
    until(() -> screen().contains("42-xterm-256color"));
    type("stty size\n");
    until(() -> screen().matches("(?s).*\\n\\d+ \\d+\\n.*"));
    browser.manage().window().setSize(new Dimension(700, 500));
    until(() -> columns() < 100);
    type("clear; stty size\n");
    until(() -> screen().contains(rows() + " " + columns()));
    checkAccessibility("terminal");

    type("vim --clean -c 'set nomore'\n");
    until(() -> screen().contains("~"));
    type("ihello from vim");
    until(() -> screen().contains("hello from vim"));
    String before = screen();
    browser.navigate().refresh();
    until(() -> status().contains("Connected to web-1"));
    until(() -> screen().equals(before));
    screenshot("vim-after-reload");
    type(Keys.ESCAPE + ":q!\n");
    until(() -> !screen().contains("hello from vim"));

    type("top\n");
    until(() -> screen().contains("load average"));
    type("q");
    type("exit 3\n");
    until(() -> status().contains("ended with status 3"));
    screenshot("ended");
    button("Sign out").click();
    until(() -> browser.getCurrentUrl().contains("/sign-in.html?out"));
    assertEquals("You have signed out.", browser.findElement(By.id("message")).getText());
  }

  private void signIn(String name, String password) {
    browser.findElement(By.id("name")).clear();
    browser.findElement(By.id("name")).sendKeys(name);
    browser.findElement(By.id("password")).sendKeys(password);
    browser.findElement(By.cssSelector("button")).click();
  }

  private SearchContext app() {
    return browser.findElement(By.cssSelector("fairlead-app")).getShadowRoot();
  }

  private SearchContext tab() {
    until(() -> !app().findElements(By.cssSelector("terminal-tab")).isEmpty());
    return app().findElement(By.cssSelector("terminal-tab")).getShadowRoot();
  }

  private WebElement button(String text) {
    return app().findElements(By.cssSelector("button")).stream()
        .filter(one -> one.getText().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private String status() {
    return tab().findElement(By.id("state")).getText();
  }

  private String screen() {
    return (String) active("screenText()");
  }

  private long columns() {
    return (Long) active("terminal.cols");
  }

  private long rows() {
    return (Long) active("terminal.rows");
  }

  private Object active(String what) {
    return browser.executeScript("return document.querySelector('fairlead-app').activeTab." + what);
  }

  private void type(String keys) {
    new Actions(browser).sendKeys(keys.replace("\n", Keys.ENTER.toString())).perform();
  }

  private interface Condition {
    boolean holds();
  }

  private void until(Condition condition) {
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .ignoring(RuntimeException.class)
        .until(any -> condition.holds());
  }

  private void checkAccessibility(String view) throws Exception {
    screenshot(view);
    Results results = new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa")).analyze(browser);
    List<String> found = results.getViolations().stream().map(PageIT::describe).toList();
    assertEquals(List.of(), found, view);
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml()).toList();
  }

  private void screenshot(String name) throws Exception {
    Path folder = Path.of(System.getProperty("it.directory"), "screenshots");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
