package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;

/** A host's files beside its terminal, in a real browser. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf("fairlead.testing.Chromium#available")
class PageFilesIT {
  private static OpenSshServer sshd;
  private static Path home;
  private Page page;

  @Deployment(testable = false)
  static WebArchive war() {
    return Site.war();
  }

  @BeforeAll
  static void startHost() throws Exception {
    home = Site.directory("sshd");
    sshd = OpenSshServer.start(home);
    Site.hosts(
        """
        hosts:
          - name: files-page
            address: 127.0.0.1
            port: %d
            user: %s
            host-key-policy: accept-new
            authentication:
              - key: %s
        """
            .formatted(sshd.port(), sshd.user(), sshd.clientKey("ed25519")));
    Site.awaitHost("files-page");
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void openFiles() {
    page = new Page(Browserless.BASE);
    page.enter("operator");
    page.connect("files-page");
    Page.button(page.part("terminal-status"), "Files").click();
    page.until("the list", () -> !files().findElements(By.cssSelector("ul.list li")).isEmpty());
  }

  @AfterEach
  void closeBrowser() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void aFileIsUploadedSeenAndDownloaded() throws Exception {
    byte[] bytes = new byte[9_000_000];
    new Random(9).nextBytes(bytes);
    Path local = Files.write(Site.directory("local").resolve("two slices.bin"), bytes);
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(local.toString());
    page.until("the upload's end", () -> transfers().contains("8.6 MiB, done"));
    Path there = find("two slices.bin");
    assertArrayEquals(bytes, Files.readAllBytes(there));
    page.until("the file in the list", () -> names().contains("two slices.bin"));
    page.screenshot("files");
    page.checkAccessibility("files");
    page.size(360, 640);
    page.screenshot("files-narrow");
    page.size(1280, 800);

    Path downloads = Site.directory("downloads");
    page.downloadTo(downloads);
    Page.button(line("two slices.bin"), "Download").click();
    Path arrived = downloads.resolve("two slices.bin");
    page.until("the download", () -> arrived.toFile().length() == bytes.length);
    assertArrayEquals(bytes, Files.readAllBytes(arrived));
    Files.delete(there);
  }

  @Test
  void directoriesAreWalkedAndNamesAreText() throws Exception {
    Path inner = Files.createDirectories(find(".").resolve("inner <b>"));
    Files.writeString(inner.resolve("<img src=x onerror=alert(1)>"), "x");
    Page.button(files(), "Refresh").click();
    page.until("the directory", () -> names().contains("inner <b>/"));
    Page.button(files(), "inner <b>/").click();
    page.until("what is in it", () -> names().equals(List.of("<img src=x onerror=alert(1)>")));
    assertTrue(files().findElements(By.cssSelector("img, b")).isEmpty());
    Page.button(files(), "Up").click();
    page.until("the way back", () -> names().contains("inner <b>/"));
    Page.button(files(), "Close files").click();
    page.until(
        "no panel", () -> page.terminal().findElements(By.cssSelector("files-panel")).isEmpty());
  }

  private SearchContext files() {
    return page.part("files-panel");
  }

  private String transfers() {
    SearchContext list = Page.inside(files(), "transfer-list");
    return list.findElements(By.cssSelector("li")).stream()
        .map(WebElement::getText)
        .reduce("", (one, other) -> one + "\n" + other);
  }

  private List<String> names() {
    return files()
        .findElements(By.cssSelector("ul.list li > .name, ul.list li > button:first-child"))
        .stream()
        .map(WebElement::getText)
        .toList();
  }

  private SearchContext line(String name) {
    return files().findElements(By.cssSelector("ul.list li")).stream()
        .filter(one -> one.getText().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Where a login on the host begins. */
  private static Path find(String name) {
    return home.resolve(name);
  }
}
