package fairlead.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The real browser of this machine, without a window. */
public final class Chromium {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");

  private Chromium() {}

  /** Whether this machine has Chromium and OpenSSH; under CI it must. */
  public static boolean available() {
    boolean found = Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER);
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("chromium and its driver are missing");
    }
    return found && OpenSshServer.available();
  }

  /** Opens one with a profile of its own, 1280 × 800, that may use its clipboard. */
  public static ChromeDriver open() {
    return open(new ChromeOptions());
  }

  /** One that also accepts certificates that a test made itself. */
  public static ChromeDriver credulous() {
    ChromeOptions options = new ChromeOptions();
    options.setAcceptInsecureCerts(true);
    return open(options);
  }

  /**
   * One to which a name is this machine: its pages do not come from a place that browsers trust, as
   * those of {@code localhost} do.
   */
  public static ChromeDriver resolving(String name) {
    ChromeOptions options = new ChromeOptions();
    options.addArguments("--host-resolver-rules=MAP " + name + " 127.0.0.1");
    return open(options);
  }

  private static ChromeDriver open(ChromeOptions options) {
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
        "--window-size=1280,800");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    browser.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of("permissions", new String[] {"clipboardReadWrite", "clipboardSanitizedWrite"}));
    return browser;
  }
}
