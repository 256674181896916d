package fairlead.testing;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The real browser of this machine, without a screen. Tests borrow it one after the other: each
 * finds one window in a context of its own (cookies, storage, cache, permissions), 1280 × 800, that
 * may use the clipboard.
 */
public final class Chromium implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;

  private static final Deque<Chromium> IDLE = new ArrayDeque<>();

  private final ChromeDriver driver;
  private final BrowserTarget target;
  private final boolean pooled;
  private Optional<String> context = Optional.empty();

  private Chromium(ChromeOptions options, boolean pooled) {
    driver = start(options);
    this.pooled = pooled;
    try {
      target = new BrowserTarget(address());
    } catch (IOException e) {
      driver.quit();
      throw new IllegalStateException("The browser's DevTools", e);
    } catch (InterruptedException e) {
      driver.quit();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The browser's DevTools", e);
    }
  }

  /** Whether this machine has Chromium and OpenSSH; under CI it must. */
  public static boolean available() {
    boolean found = Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER);
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("chromium and its driver are missing");
    }
    return found && OpenSshServer.available();
  }

  /** One that another test has given back, or a new one. */
  public static Chromium borrow() {
    return idle().orElseGet(() -> started(new ChromeOptions(), true));
  }

  /** Starts one that also accepts certificates that a test made itself. */
  public static Chromium credulous() {
    ChromeOptions options = new ChromeOptions();
    options.setAcceptInsecureCerts(true);
    return started(options, false);
  }

  /**
   * Starts one to which a name is this machine: its pages do not come from a place that browsers
   * trust, as those of {@code localhost} do.
   */
  public static Chromium resolving(String name) {
    ChromeOptions options = new ChromeOptions();
    options.addArguments("--host-resolver-rules=MAP " + name + " 127.0.0.1");
    return started(options, false);
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Puts what is downloaded from now on into this directory. */
  public void downloadTo(Path directory) {
    send(
        "Browser.setDownloadBehavior",
        Map.of(
            "behavior", "allow",
            "downloadPath", directory.toString(),
            "browserContextId", context.orElseThrow()));
  }

  /** Returns it for the next test, or ends one that was started for a test. */
  @Override
  public void close() {
    if (!pooled) {
      quit();
      return;
    }
    driver.deleteNetworkConditions();
    // At once: the pages of a test that is over must not go on.
    renew();
    synchronized (IDLE) {
      IDLE.push(this);
    }
  }

  private static Chromium started(ChromeOptions options, boolean pooled) {
    Chromium browser = new Chromium(options, pooled);
    browser.renew();
    return browser;
  }

  private static Optional<Chromium> idle() {
    synchronized (IDLE) {
      return Optional.ofNullable(IDLE.poll());
    }
  }

  /** Opens a window in a new context, and closes all others. */
  private void renew() {
    String fresh = send("Target.createBrowserContext", Map.of()).getString("browserContextId");
    String window =
        send(
                "Target.createTarget",
                Map.of(
                    "url", "about:blank",
                    "browserContextId", fresh,
                    "width", WIDTH,
                    "height", HEIGHT))
            .getString("targetId");
    List<String> others =
        driver.getWindowHandles().stream().filter(one -> !one.equals(window)).toList();
    driver.switchTo().window(window);
    for (String other : others) {
      send("Target.closeTarget", Map.of("targetId", other));
    }
    context.ifPresent(
        last -> send("Target.disposeBrowserContext", Map.of("browserContextId", last)));
    context = Optional.of(fresh);
    send(
        "Browser.grantPermissions",
        Map.of(
            "permissions",
            List.of("clipboardReadWrite", "clipboardSanitizedWrite"),
            "browserContextId",
            fresh));
    // What the last test's pages complained of.
    driver.manage().logs().get(LogType.BROWSER);
  }

  private JsonObject send(String method, Map<String, ?> parameters) {
    try {
      return target.send(method, parameters);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String address() {
    Object options = driver.getCapabilities().getCapability("goog:chromeOptions");
    return (String) ((Map<?, ?>) options).get("debuggerAddress");
  }

  private void quit() {
    target.close();
    driver.quit();
  }

  private static ChromeDriver start(ChromeOptions options) {
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
        "--disable-dev-shm-usage",
        "--window-size=" + WIDTH + "," + HEIGHT);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
  }

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  for (Optional<Chromium> one = idle(); one.isPresent(); one = idle()) {
                    one.get().quit();
                  }
                }));
  }
}
