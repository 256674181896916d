package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.OpenSshServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
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
import org.openqa.selenium.chromium.ChromiumNetworkConditions;

/** A host's files beside its terminal, in a real browser. */
@EnabledIf("fairlead.testing.Chromium#available")
class PageFilesIT {
  private static OpenSshServer sshd;
  private static Path home;
  private Page page;

  @BeforeAll
  static void startHost() throws Exception {
    home = Site.directory("sshd");
    sshd = OpenSshServer.start(home);
    Site.hosts("hosts:\n" + sshd.entry("files-page", "ed25519"));
  }

  @AfterAll
  static void stopHost() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @BeforeEach
  void openFiles() throws Exception {
    Site.endTerminals("operator");
    for (File part : parts("")) {
      Files.delete(part.toPath());
    }
    page = new Page(SharedServer.base());
    page.enter("operator");
    page.connect("files-page");
    Page.button(page.part("terminal-status"), "Files").click();
    page.until("the list", () -> !names().isEmpty());
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
    filter("two slices");
    Page.button(line("two slices.bin"), "Download two slices.bin").click();
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
    Page.button(list(), "inner <b>/").click();
    page.until("what is in it", () -> names().equals(List.of("<img src=x onerror=alert(1)>")));
    assertTrue(list().findElements(By.cssSelector("img, b")).isEmpty());
    assertEquals("<img src=x onerror=alert(1)>", page.focused());
    Page.button(files(), "Up").click();
    page.until("the way back", () -> names().contains("inner <b>/"));
    page.until("where we were", () -> page.focused().equals("inner <b>/"));
    Page.button(files(), "Close files").click();
    page.until(
        "no panel", () -> page.terminal().findElements(By.cssSelector("files-panel")).isEmpty());
  }

  @Test
  void anAccountForFilesOnlyIsOfferedItsFiles() throws Exception {
    Path place = Site.directory("files-only");
    OpenSshServer filesOnly =
        OpenSshServer.start(place, "PermitTTY no", "ForceCommand internal-sftp -d " + place);
    try {
      Files.writeString(place.resolve("report.txt"), "x");
      String entry = filesOnly.entry("files-only", "ed25519");
      Site.hosts("hosts:\n" + sshd.entry("files-page", "ed25519") + entry);
      page.open("files-only");
      page.until("why there is no shell", () -> !page.outcome().isEmpty());
      page.until("an offer", () -> !offers().isEmpty());
      offers().get(0).click();
      page.until("the files", () -> names().contains("report.txt"));
    } finally {
      filesOnly.close();
      Site.hosts("hosts:\n" + sshd.entry("files-page", "ed25519"));
    }
  }

  private List<WebElement> offers() {
    return page.part("terminal-status").findElements(By.id("files"));
  }

  @Test
  void aDirectoryIsActedOnOnlyWhileItIsListed() throws Exception {
    Path odd = Files.createDirectories(find(".").resolve("odd"));
    Files.writeString(odd.resolve("inner"), "x");
    Page.button(files(), "Close files").click();
    holdListings();
    Page.button(page.part("terminal-status"), "Files").click();
    page.until("the first one", () -> texts(files(), ".doing").toString().contains("Loading "));
    assertEquals(List.of(), files().findElements(By.cssSelector("file-list")));
    assertNothingIsTaken();
    page.look("files-loading-first");
    page.script("window.release()");
    page.until("the list", () -> names().contains("odd/"));
    page.until("the first entry", () -> page.focus().contains("files-panel file-list button"));

    holdListings();
    path(odd.toString());
    List<String> loading = List.of("Loading " + odd + " …");
    page.until("the next one", () -> texts(files(), ".opening").equals(loading));
    assertNothingIsTaken();
    page.look("files-loading");
    page.type("/more");
    page.script("window.release()");
    page.until("what is in it", () -> names().equals(List.of("inner")));
    WebElement field = files().findElement(By.cssSelector("input[name=path]"));
    assertEquals(odd + "/more", field.getDomProperty("value"));
    assertTrue(page.focus().endsWith("input"), page.focus());
    assertTrue(Page.button(files(), "Upload").isEnabled());
    Files.delete(odd.resolve("inner"));
    Files.delete(odd);
  }

  /** Keeps requests for listings in the browser until {@code window.release()}. */
  private void holdListings() {
    page.script(
        """
        const [real, held] = [window.fetch, []];
        window.fetch = async (path, init) => {
          if (String(path).includes("/entries?")) {
            await new Promise((go) => held.push(go));
          }
          return real(path, init);
        };
        window.release = () => {
          window.fetch = real;
          held.forEach((go) => go());
        };
        """);
  }

  private void assertNothingIsTaken() {
    assertFalse(Page.button(files(), "Upload").isEnabled());
    assertFalse(Page.button(files(), "New folder").isEnabled());
    assertFalse(files().findElement(By.cssSelector("input[type=file]")).isEnabled());
  }

  @Test
  void aNewFolderIsNamedInADialogOfThePage() throws Exception {
    Page.button(files(), "New folder").click();
    WebElement dialog = dialog("name-dialog");
    page.until("the question", dialog::isDisplayed);
    page.look("files-new-folder");
    page.type("never" + Keys.ESCAPE);
    page.until("no question", () -> !dialog.isDisplayed());
    assertEquals("New folder", page.focused());
    Page.button(files(), "New folder").click();
    page.type("a/b\n");
    assertTrue(dialog.isDisplayed(), "a name has no /");
    Page.button(dialog, "Cancel").click();
    Page.button(files(), "New folder").click();
    page.type("reports <b>\n");
    page.until("the folder", () -> names().contains("reports <b>/"));
    assertTrue(Files.isDirectory(find("reports <b>")));
    assertFalse(Files.exists(find("never")));
    Page.button(files(), "New folder").click();
    page.until("the question", dialog::isDisplayed);
    page.type("reports <b>\n");
    page.until("why not", () -> whyNot().equals("A folder named reports <b> already exists."));
    page.until("what was typed", () -> typedName().equals("reports <b>"));
    page.type(Keys.ESCAPE.toString());
    page.until("no question", () -> !dialog.isDisplayed());
  }

  @Test
  void nothingIsReplacedUnasked() throws Exception {
    Path local = Site.directory("local");
    String taken = Files.writeString(local.resolve("taken <b>.txt"), "mine").toString();
    String other = Files.writeString(local.resolve("other.txt"), "other").toString();
    Files.writeString(find("taken <b>.txt"), "theirs");
    Page.button(files(), "Refresh").click();
    page.until("the file", () -> names().contains("taken <b>.txt"));
    WebElement dialog = choose(taken + "\n" + other);
    assertEquals(List.of("taken <b>.txt"), texts(dialog, "li"));
    page.look("files-replace");
    page.type(Keys.ESCAPE.toString());
    page.until("no question", () -> !dialog.isDisplayed());
    Page.button(choose(taken + "\n" + other), "Upload only the new files").click();
    page.until("the other", () -> names().contains("other.txt"));
    assertEquals("theirs", Files.readString(find("taken <b>.txt")));
    assertEquals(1, transfers().strip().lines().filter(one -> one.contains(".txt")).count());
    Page.button(choose(taken), "Replace").click();
    page.until("the upload's end", () -> transfers().contains("taken <b>.txt"));
    page.until("its text", () -> "mine".equals(text("taken <b>.txt")));
    String large = "mine".repeat(5_000_000);
    String late = Files.writeString(local.resolve("late.txt"), large).toString();
    Files.writeString(local.resolve("taken <b>.txt"), "mine again");
    WebElement question = choose(taken + "\n" + late);
    Files.writeString(find("late.txt"), "theirs");
    Page.button(question, "Replace").click();
    page.until("the other", () -> transfers().contains("A file named late.txt already exists."));
    assertEquals("mine again", text("taken <b>.txt"));
    assertEquals("theirs", text("late.txt"));
    page.look("files-replace-later");
    Page.button(Page.inside(files(), "transfer-list"), "Replace late.txt").click();
    page.until("its text", () -> large.equals(text("late.txt")));
  }

  @Test
  void filesAreFoundViewedRenamedAndDeletedByKeys() throws Exception {
    Path place = Files.createDirectories(find("by keys"));
    Files.writeString(place.resolve("b.txt"), "hello \u202e\u001b[31mworld\nsecond line\n");
    Files.writeString(place.resolve("می\u200cخواهم.txt"), "x".repeat(2_000));
    Files.createDirectories(place.resolve("sub"));
    path(place + "/sub/..");
    page.until("the directory", () -> names().size() == 3);
    page.until("the first one", () -> page.focused().equals("sub/"));
    page.type(Keys.ARROW_DOWN.toString());
    assertEquals("b.txt", page.focused());
    page.look("files-list");
    page.type("\n");
    WebElement text = dialog("text-dialog");
    page.until("the text", text::isDisplayed);
    assertEquals("hello [31mworld\nsecond line", texts(text, "pre").get(0).strip());
    page.look("files-text");
    page.type(Keys.ESCAPE.toString());
    page.until("no text", () -> !text.isDisplayed());
    assertEquals("b.txt", page.focused());
    page.type(Keys.F2.toString());
    page.until("the question", () -> dialog("name-dialog").isDisplayed());
    page.type("renamed\n");
    page.until("its name", () -> Files.exists(place.resolve("renamed.txt")));
    page.until("its line", () -> page.focused().equals("renamed.txt"));
    page.type(Keys.F2.toString());
    page.until("the question", () -> dialog("name-dialog").isDisplayed());
    page.chord("a", Keys.CONTROL);
    page.type("sub\n");
    page.until("why not", () -> whyNot().equals("A folder named sub already exists."));
    page.until("what was typed", () -> typedName().equals("sub"));
    page.look("files-name-taken");
    page.type(Keys.ESCAPE.toString());
    page.until("its line", () -> page.focused().equals("renamed.txt"));
    page.type(Keys.DELETE.toString());
    WebElement sure = dialog("confirm-dialog");
    page.until("the question", sure::isDisplayed);
    page.look("files-delete");
    Page.button(sure, "Delete").click();
    page.until("its end", () -> Files.notExists(place.resolve("renamed.txt")));
    page.until("its line's end", () -> names().equals(List.of("sub/", "می\u200cخواهم.txt")));
    page.until("the next line", () -> page.focused().equals("می\u200cخواهم.txt"));
    list().findElement(By.cssSelector("th.size button")).click();
    filter("خ");
    page.until("what is looked for", () -> names().equals(List.of("می\u200cخواهم.txt")));
  }

  @Test
  void whatCannotBeDownloadedIsSaidOnThePage() throws Exception {
    Path downloads = Site.directory("downloads");
    page.downloadTo(downloads);
    Path file = Files.writeString(find("vanishing"), "x");
    Page.button(files(), "Refresh").click();
    page.until("the file", () -> names().contains("vanishing"));
    Files.delete(file);
    filter("vanishing");
    Page.button(line("vanishing"), "Download vanishing").click();
    page.until("the reason", () -> trouble().contains("files-page has no such file or directory."));
    assertEquals(0, downloads.toFile().list().length);
    path("/nowhere/at all");
    page.until("another reason", () -> trouble().contains("no such file or directory"));
    WebElement field = files().findElement(By.cssSelector("input[name=path]"));
    assertEquals("/nowhere/at all", field.getDomProperty("value"), "it can be corrected");
    page.until("the path", () -> page.focus().endsWith("files-panel input"));
  }

  @Test
  void theTypedPathOfAFileLeadsToItInItsDirectory() throws Exception {
    Path file = Files.writeString(find("led-to"), "x");
    Files.writeString(find("beside-it"), "x");
    filter("nothing");
    path(file.toString());
    page.until("the file", () -> page.focused().contains("led-to"));
    assertTrue(names().contains("beside-it"), () -> names().toString());
    path("/nowhere");
    page.until("the reason", () -> trouble().contains("no such file or directory"));
    filter("led");
    WebElement field = files().findElement(By.cssSelector("input[name=path]"));
    assertEquals(
        file.getParent().toString(),
        field.getDomProperty("value"),
        "where an upload would go, once the field is left");
  }

  @Test
  void nothingThatIsUnderWayIsBrokenOffUnasked() throws Exception {
    uploadSlowly();
    page.look("files-transfers");
    assertTrue(
        (Boolean)
            page.script(
                "const leaving = new Event('beforeunload', {cancelable: true});"
                    + "dispatchEvent(leaving); return leaving.defaultPrevented"),
        "the browser asks");
    WebElement question =
        Page.inside(page.app(), "confirm-dialog").findElement(By.cssSelector("dialog"));
    for (String way : List.of("Sign out", "the cross", "Delete", "End terminal", "Close files")) {
      switch (way) {
        case "Sign out", "End terminal" -> Page.button(page.app(), way).click();
        case "Close files" -> Page.button(files(), way).click();
        case "the cross" -> page.app().findElement(By.cssSelector(".tab .close")).click();
        default -> {
          page.browser.executeScript("arguments[0].focus()", page.tab("files-page"));
          page.type(Keys.DELETE.toString());
        }
      }
      page.until("the question after " + way, question::isDisplayed);
      assertTrue(question.getText().contains("to or from files-page"), question.getText());
      page.type(Keys.ESCAPE.toString());
      page.until("no question", () -> !question.isDisplayed());
      assertEquals("Connected to files-page", page.status(), way);
      assertTrue(transfers().contains(" of 8.6 MiB"), transfers());
    }
    Page.button(files(), "Close files").click();
    page.until("the question", question::isDisplayed);
    page.look("transfer-question");
    Page.button(question, "Close files").click();
    page.until(
        "no panel", () -> page.terminal().findElements(By.cssSelector("files-panel")).isEmpty());
    page.until("the screen", () -> page.focus().endsWith("textarea"));
  }

  @Test
  void whoIsSureSignsOutOfATransfer() throws Exception {
    uploadSlowly();
    Page.button(page.app(), "Sign out").click();
    WebElement question =
        Page.inside(page.app(), "confirm-dialog").findElement(By.cssSelector("dialog"));
    page.until("the question", question::isDisplayed);
    Page.button(question, "Sign out").click();
    page.until("the way out", () -> page.browser.getCurrentUrl().contains("/sign-in.html?out"));
  }

  /** Nine megabytes at a rate that takes minutes. */
  private void uploadSlowly() throws IOException {
    uploadSlowly(Files.write(Site.directory("local").resolve("slow.bin"), new byte[9_000_000]));
  }

  private void uploadSlowly(Path local) {
    ChromiumNetworkConditions slow = new ChromiumNetworkConditions();
    slow.setDownloadThroughput(10_000_000);
    slow.setUploadThroughput(50_000);
    page.browser.setNetworkConditions(slow);
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(local.toString());
    page.until("the upload", () -> transfers().contains(" of 8.6 MiB"));
  }

  @Test
  void theFocusStaysInThePanelWhenALineOfItGoes() throws Exception {
    Path local = Site.directory("local");
    String one = Files.writeString(local.resolve("focus-1"), "1").toString();
    String two = Files.writeString(local.resolve("focus-2"), "2").toString();
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(one + "\n" + two);
    SearchContext list = Page.inside(files(), "transfer-list");
    page.until("both", () -> transfers().split("done", -1).length == 3);
    page.browser.executeScript(
        "arguments[0].focus()", list.findElement(By.cssSelector("li:last-child button")));
    page.type("\n");
    page.until("the one before", () -> page.focus().endsWith("transfer-list button"));
    assertEquals(1, list.findElements(By.cssSelector("li")).size());
    page.type("\n");
    page.until("the files", () -> page.focus().contains("files-panel file-list button"));
    for (String name : List.of("focus-1", "focus-2")) {
      Files.delete(find(name));
    }
  }

  @Test
  void filesBesideAnEndedTerminalAreOpenedAgainAfterTheNextSignIn() throws Exception {
    page.terminal().findElement(By.cssSelector(".screen")).click();
    page.type("exit\n");
    page.until("the end", () -> page.status().contains("ended"));
    page.browser.manage().deleteAllCookies();
    SearchContext signedOut = Page.inside(page.app(), "signed-out-dialog");
    page.until("the dialog", () -> Page.button(signedOut, "Sign in").isDisplayed());
    page.look("files-signed-out");
    assertEquals("Sign in on a new tab", page.focused(), "it keeps the files");
    assertEquals(
        List.of("Sign in on a new tab"), texts(signedOut, "button.primary"), "one filled button");
    page.signInOnANewTab("operator");
    page.until("no dialog", () -> signedOut.findElements(By.cssSelector("dialog[open]")).isEmpty());
    page.until("the list", () -> !names().isEmpty() && trouble().isEmpty());
  }

  @Test
  void theListKeepsItsPlaceBesideManyTransfers() throws Exception {
    page.size(1366, 768);
    for (int i = 0; i < 40; i++) {
      Files.writeString(home.resolve("row-%02d".formatted(i)), "");
    }
    Path local = Site.directory("local");
    StringBuilder chosen = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      chosen.append(i == 0 ? "" : "\n").append(Files.writeString(local.resolve("many-" + i), "1"));
    }
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(chosen.toString());
    page.until("all of them", () -> transfers().split("done", -1).length == 9);
    page.look("files-many-transfers");
    WebElement list = files().findElement(By.cssSelector(".list"));
    WebElement panel =
        (WebElement) page.browser.executeScript("return arguments[0].getRootNode().host", list);
    int seen = list.getRect().height;
    assertTrue(2 * seen >= panel.getRect().height - 160, seen + " of " + panel.getRect());
    WebElement heading = list().findElement(By.cssSelector("thead"));
    page.browser.executeScript(
        "arguments[0].focus()",
        list().findElement(By.cssSelector("tbody tr:last-child .name button")));
    for (int i = 0; i < 30; i++) {
      page.type(Keys.ARROW_UP.toString());
    }
    WebElement focused = list().findElement(By.cssSelector("button:focus"));
    int below = heading.getRect().y + heading.getRect().height;
    assertTrue(focused.getRect().y >= below, focused.getRect().y + " < " + below);
    page.size(360, 640);
    page.look("files-many-transfers-narrow");
    assertTrue(list.getRect().height >= 140, "at 360 pixels: " + list.getRect().height);
    WebElement path = files().findElement(By.cssSelector("input[name=path]"));
    WebElement filter = files().findElement(By.cssSelector("input[type=search]"));
    assertEquals(path.getRect().y, filter.getRect().y, "path and filter share a row");
    page.size(1280, 800);
    for (File one : home.toFile().listFiles((in, name) -> name.matches("(row|many)-\\d+"))) {
      Files.delete(one.toPath());
    }
  }

  @Test
  void theBrowserOpensNoFileThatIsDroppedBesideTheList() {
    String drop =
        """
        const transfer = new DataTransfer();
        transfer.items.add(new File(["text"], "beside.txt"));
        return ["dragover", "drop"].map((type) => {
          const event = new DragEvent(type, {bubbles: true, composed: true, cancelable: true, dataTransfer: transfer});
          arguments[0].dispatchEvent(event);
          return event.defaultPrevented;
        });
        """;
    List<WebElement> places =
        List.of(
            page.part("terminal-status").findElement(By.id("state")),
            files().findElement(By.cssSelector("input[name=path]")),
            page.app().findElement(By.cssSelector("header")));
    for (WebElement place : places) {
      assertEquals(List.of(true, true), page.browser.executeScript(drop, place), place.toString());
    }
    assertEquals("", transfers());
  }

  @Test
  void aPanelThatLostTheNetworkStillLearnsThatItsHostIsGone() throws Exception {
    Page.button(files(), "Refresh").click();
    offline(true);
    page.until("the loss", () -> trouble().contains("Fairlead cannot be reached."));
    page.look("files-away");
    offline(false);
    page.until("no loss", () -> trouble().isEmpty());
    assertFalse(names().isEmpty(), "the list stays");
    files().findElement(By.cssSelector("input[name=path]")).click();
    assertTrue(sshd.signalSftpServers("KILL") > 0);
    page.until("the end", () -> files().findElements(By.cssSelector("button.again")).size() == 1);
    page.until("the way on", () -> page.focused().equals("Open again"));
    assertFalse(trouble().isEmpty(), "why it ended");
    page.look("files-ended");
    page.type("\n");
    page.until("the list", () -> !names().isEmpty());
    assertTrue(trouble().isEmpty(), this::trouble);
    page.until("the first one", () -> page.focus().contains("files-panel file-list button"));
  }

  @Test
  void anUploadWithoutANetworkSaysThatItWaitsAndGoesOn() throws Exception {
    byte[] bytes = new byte[9_000_000];
    new Random(10).nextBytes(bytes);
    Path local = Files.write(Site.directory("local").resolve("cut.bin"), bytes);
    uploadSlowly(local);
    offline(true);
    page.until(
        "the wait",
        () ->
            transfers()
                .matches(
                    "(?s).*Waiting at [^,]+ of 8.6 MiB. Fairlead cannot be reached. .*Next try in"
                        + " \\d+ s.*"));
    assertFalse(transfers().contains("/s,"), this::transfers);
    assertFalse(transfers().contains(" left"), this::transfers);
    page.look("files-upload-waits");
    offline(false);
    page.until("the upload's end", () -> transfers().contains("8.6 MiB, done"));
    assertArrayEquals(bytes, Files.readAllBytes(find("cut.bin")));
    Files.delete(find("cut.bin"));
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeIsNotTakenForTheOneThatWasCut() throws Exception {
    Path local = Site.directory("local").resolve("twin.bin");
    byte[] one = new byte[9_000_000];
    byte[] other = new byte[9_000_000];
    new Random(11).nextBytes(one);
    new Random(12).nextBytes(other);
    FileTime built = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(Files.write(local, one), built);
    uploadSlowly(local);
    page.until("some of it", () -> parts("twin.bin").stream().anyMatch(part -> part.length() > 0));
    page.script("location.reload()");
    page.until("the page", () -> page.status().startsWith("Connected"));
    offline(false);
    Files.setLastModifiedTime(Files.write(local, other), built);
    Page.button(page.part("terminal-status"), "Files").click();
    page.until("the list", () -> !names().isEmpty());
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(local.toString());
    page.until("the upload's end", () -> transfers().contains("8.6 MiB, done"));
    assertArrayEquals(other, Files.readAllBytes(find("twin.bin")));
    Files.delete(find("twin.bin"));
  }

  /** What has arrived of uploads of this name that did not end; of all for "". */
  private static List<File> parts(String name) {
    File[] parts =
        home.toFile()
            .listFiles((in, one) -> one.startsWith("." + name) && one.endsWith(".fairlead-part"));
    return List.of(parts == null ? new File[0] : parts);
  }

  /** Takes the network from the browser, or gives it back at full speed. */
  private void offline(boolean away) {
    ChromiumNetworkConditions network = new ChromiumNetworkConditions();
    network.setOffline(away);
    network.setDownloadThroughput(100_000_000);
    network.setUploadThroughput(100_000_000);
    page.browser.setNetworkConditions(network);
  }

  @Test
  void reloadsGiveThePanelsBack() {
    for (int i = 0; i < 12; i++) {
      page.script("location.reload()");
      page.until("the page", () -> page.status().startsWith("Connected"));
      Page.button(page.part("terminal-status"), "Files").click();
      page.until("the list", () -> !names().isEmpty());
    }
  }

  /** Why a name was not taken. */
  private String whyNot() {
    return String.join("", texts(Page.inside(files(), "name-dialog"), "p.bad"));
  }

  private String typedName() {
    return Page.inside(files(), "name-dialog")
        .findElement(By.cssSelector("input"))
        .getDomProperty("value");
  }

  private String trouble() {
    return String.join("", texts(files(), "p.bad"));
  }

  private void filter(String part) {
    files().findElement(By.cssSelector("input[type=search]")).sendKeys(part);
  }

  /** Types a path and goes there. */
  private void path(String text) {
    WebElement field = files().findElement(By.cssSelector("input[name=path]"));
    field.click();
    page.chord("a", Keys.CONTROL);
    page.type(text + "\n");
  }

  /** Uploads files of which some are there, and waits for the question. */
  private WebElement choose(String paths) {
    files().findElement(By.cssSelector("input[type=file]")).sendKeys(paths);
    WebElement dialog = dialog("replace-dialog");
    page.until("the question", dialog::isDisplayed);
    return dialog;
  }

  private WebElement dialog(String element) {
    return Page.inside(files(), element).findElement(By.cssSelector("dialog"));
  }

  private static List<String> texts(SearchContext in, String selector) {
    return in.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  private static String text(String name) {
    try {
      return Files.readString(find(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SearchContext files() {
    return page.part("files-panel");
  }

  private SearchContext list() {
    return Page.inside(files(), "file-list");
  }

  private String transfers() {
    SearchContext list = Page.inside(files(), "transfer-list");
    return list.findElements(By.cssSelector("li")).stream()
        .map(WebElement::getText)
        .reduce("", (one, other) -> one + "\n" + other);
  }

  private List<String> names() {
    return texts(list(), "td.name button");
  }

  private SearchContext line(String name) {
    return list().findElements(By.cssSelector("tr")).stream()
        .filter(one -> one.getText().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Where a login on the host begins. */
  private static Path find(String name) {
    return home.resolve(name);
  }
}
