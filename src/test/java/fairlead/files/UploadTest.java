package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.admission.Granting;
import fairlead.failure.Refused;
import fairlead.settings.Defaults;
import fairlead.ssh.FileException;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemotePath;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an upload's part. */
class UploadTest {
  private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");
  private static final String PART = "/srv/.data.k1.fairlead-part";
  private static final String ONLY_COPY = "/srv/.data.k1.fairlead-only-copy";

  private final MemoryFiles files = new MemoryFiles();
  private final FilesSettings settings = Defaults.of(new FilesSettings());
  private final FilesMetrics metrics = new FilesMetrics(OpenTelemetry.noop());
  private final InPlaceWrites inPlace = new InPlaceWrites();
  private final ListingMemory listings = new ListingMemory(1 << 20);
  private final FilePanel panel = panel();

  @BeforeEach
  void prepare() {
    files.directory("/srv");
    files.now(LONG_AGO);
  }

  @Test
  void whatIsBrokenOffStaysToBeGoneOnWith() {
    assertThrows(IOException.class, () -> take(begin("data"), new Torn("abc", () -> {})));
    assertTrue(files.has(PART));
    assertFalse(files.has("/srv/data"));
  }

  @Test
  void whatIsMoreThanWasSaidLeavesNothing() {
    Refused refused = assertThrows(Refused.class, () -> take(begin("data"), body("abcdefg")));
    assertEquals(413, refused.failure().status());
    assertFalse(files.has(PART));
    confirmed("abc");
    Transfer second = begin("data");
    refused = assertThrows(Refused.class, () -> take(second, 3, body("defg")));
    assertEquals(413, refused.failure().status());
    assertFalse(files.has(PART));
  }

  @Test
  void aLengthThatIsTooLargeIsRefusedBeforeAnythingIsRead() {
    confirmed("abc");
    Visit visit = new Visit(panel, files, new RemotePath("/srv/data"));
    InputStream unread = new Torn("", () -> fail("it was read"));
    Refused refused =
        assertThrows(Refused.class, () -> upload(visit, 3, true, begin("data")).take(unread, 4));
    assertEquals(413, refused.failure().status());
    assertFalse(files.has(PART));
  }

  /** As with {@code sftp put}: to replace a file, the account must be able to write to it. */
  @Test
  void aFileThatTheAccountMayNotWriteToIsNotReplaced() throws Exception {
    files.file("/srv/data", "before");
    files.mode(new RemotePath("/srv/data"), 0444);
    InputStream unread = new Torn("", () -> fail("it was read"));
    FileException refused =
        assertThrows(FileException.class, () -> overwrite(0, begin("data"), unread));
    assertEquals(FileException.Reason.DENIED, refused.reason());
    assertEquals("before", files.content("/srv/data"));
    assertFalse(files.has(PART));
  }

  @Test
  void aFileThatIsProtectedMeanwhileIsNotReplaced() throws Exception {
    files.file("/srv/data", "before");
    InputStream body = new AtTheEnd("abcdef", () -> files.mode(new RemotePath("/srv/data"), 0444));
    FileException refused =
        assertThrows(FileException.class, () -> overwrite(0, begin("data"), body));
    assertEquals(FileException.Reason.DENIED, refused.reason());
    assertTrue(refused.getMessage().startsWith("data is write-protected"), refused.getMessage());
    assertEquals("before", files.content("/srv/data"));
    assertFalse(files.has(PART));
  }

  /** A full disk may have room later; what is denied or gone stays so. */
  @ParameterizedTest
  @CsvSource({"DENIED,false", "NO_SUCH_FILE,false", "FAILED,true", "CONFLICT,true", "LOST,true"})
  void whatTheHostRefusesForGoodLeavesNothing(FileException.Reason reason, boolean stays) {
    files.failRenames(reason);
    FileException refused =
        assertThrows(FileException.class, () -> take(begin("data"), body("abcdef")));
    assertEquals(reason, refused.reason());
    assertEquals(stays, files.has(PART));
    assertFalse(files.has("/srv/data"));
  }

  @Test
  void whatIsCancelledMeanwhileLeavesNothing() {
    Transfer transfer = begin("data");
    InputStream body = new Torn("abc", transfer::cancel);
    Refused refused = assertThrows(Refused.class, () -> take(transfer, body));
    assertEquals(409, refused.failure().status(), "however its body ends");
    assertFalse(files.has(PART));
    assertFalse(transfer.cancel(), "it is over");
  }

  @Test
  void aPartThatItsSliceRemovesMeanwhileIsGivenUp() throws Exception {
    assertThrows(IOException.class, () -> take(begin("data"), new Torn("abc", () -> {})));
    assertTrue(files.has(PART));
    files.beforeRemoving(() -> files.forget(PART));
    new UploadParts(new Visit(panel(), files, new RemotePath("/srv/data")), "k1").giveUp();
    assertFalse(files.has(PART));
  }

  @Test
  void whatIsCancelledBeforeTheHostTookAnythingLeavesNothing() {
    Transfer transfer = begin("data");
    assertTrue(transfer.cancel());
    Refused refused = assertThrows(Refused.class, () -> take(transfer, body("abcdef")));
    assertEquals(409, refused.failure().status());
    assertFalse(files.has(PART));
  }

  @Test
  void whatIsCancelledAfterItsLastByteLeavesNothing() {
    Transfer transfer = begin("data");
    InputStream body = new AtTheEnd("abcdef", () -> assertTrue(transfer.cancel()));
    Refused refused = assertThrows(Refused.class, () -> take(transfer, body));
    assertEquals(409, refused.failure().status());
    assertFalse(files.has(PART));
    assertFalse(files.has("/srv/data"));
  }

  @Test
  void whatIsBeingPlacedIsNotCancelled() throws Exception {
    Transfer transfer = begin("data");
    files.beforeRenaming(() -> assertFalse(transfer.cancel()));
    take(transfer, body("abcdef"));
    assertEquals("abcdef", files.content("/srv/data"));
  }

  @Test
  void whatAnOldConnectionStillWritesChangesNothing() throws Exception {
    confirmed("abc");
    // It has read the end of its own slice only now: the same bytes, at the same place.
    take(begin("data"), 3, new AtTheEnd("def", () -> files.part(PART, "abcd")));
    assertEquals("abcdef", files.content("/srv/data"));
  }

  @Test
  void aSliceIsTakenOnlyWhereTheUploadStands() throws Exception {
    for (String part : List.of("", "ab", "abcd")) {
      confirmed(part);
      Transfer transfer = begin("data");
      Refused refused = assertThrows(Refused.class, () -> take(transfer, 3, body("def")), part);
      assertEquals(412, refused.failure().status());
      assertEquals(part, files.content(PART));
      panel.end(transfer);
    }
  }

  @Test
  void aSliceOfAnUploadThatIsNotThereLeavesNothing() {
    Transfer transfer = begin("data");
    Refused refused = assertThrows(Refused.class, () -> take(transfer, 3, body("def")));
    assertEquals(412, refused.failure().status());
    assertFalse(files.has(PART));
  }

  @Test
  void aPartThatIsRemovedWhileItIsOpenedIsNotGoneOnWith() {
    confirmed("abc");
    files.beforeWriting(() -> files.forget(PART));
    Transfer transfer = begin("data");
    Refused refused = assertThrows(Refused.class, () -> take(transfer, 3, body("def")));
    assertEquals(412, refused.failure().status());
    assertFalse(files.has(PART));
  }

  @Test
  void somebodyElsesFileIsNoPart() {
    files.file(PART, "abc");
    files.owner(PART, "2:2");
    Refused refused = assertThrows(Refused.class, () -> take(begin("data"), 3, body("def")));
    assertEquals(412, refused.failure().status());
    assertEquals("abc", files.content(PART));
  }

  @Test
  void whatSomethingElseHasWrittenToIsNeverTakenForTheWhole() {
    InputStream body = new AtTheEnd("abcdef", () -> files.part(PART, "something"));
    Refused refused = assertThrows(Refused.class, () -> take(begin("data"), body));
    assertEquals(409, refused.failure().status());
    assertFalse(files.has(PART));
    assertFalse(files.has("/srv/data"));
  }

  @Test
  void whoBeginsAnewWritesToAnotherFileThanTheOneAnOldConnectionWritesTo() throws Exception {
    files.part(PART, "abc");
    take(begin("data"), body("abcdef"));
    assertEquals(PART, files.removed().get(0));
  }

  @Test
  void partsThatNobodyHasGoneOnWithAreRemovedByTheNextUpload() throws Exception {
    files.file("/srv/.old.k2.fairlead-part", "old");
    files.file("/srv/.old.notes", "mine");
    files.now(LONG_AGO.plus(settings.partAge()));
    files.file("/srv/.young.k3.fairlead-part", "young");
    // Whatever this server's clock says: it is the host's that counts.
    files.now(LONG_AGO.plus(settings.partAge()).plusSeconds(1));
    take(begin("data"), body("abcdef"));
    assertFalse(files.has("/srv/.old.k2.fairlead-part"));
    assertTrue(files.has("/srv/.young.k3.fairlead-part"));
    assertTrue(files.has("/srv/.old.notes"));
    assertTrue(files.has("/srv/data"));
  }

  @Test
  void partsStayWhereTheyAreNotToBeRemoved() throws Exception {
    settings.partAge = Duration.ZERO;
    files.file("/srv/.old.k2.fairlead-part", "old");
    files.now(LONG_AGO.plus(Duration.ofDays(9_000)));
    take(begin("data"), body("abcdef"));
    assertTrue(files.has("/srv/.old.k2.fairlead-part"));
  }

  @Test
  void oneFileOfAHostIsWrittenInPlaceAtATime() throws Exception {
    files.file("/srv/data", "before");
    files.names(2);
    Visit visit = new Visit(panel, files, new RemotePath("/srv/data"));
    assertTrue(inPlace.begin(panel("alias").admission().machine()));
    Transfer first = begin("data");
    Refused refused =
        assertThrows(Refused.class, () -> upload(visit, 0, true, first).take(body("abcdef"), 6));
    assertEquals(423, refused.failure().status());
    assertEquals("before", files.text("/srv/data"));
    inPlace.end("host.example.com");
    upload(visit, 6, true, begin("data")).take(body(""), 0);
    assertEquals("abcdef", files.text("/srv/data"));
    assertFalse(files.has(PART));
    assertTrue(inPlace.begin("host.example.com"), "the place was given back");
  }

  /** Of a file that is written in place, what it held is gone when the writing begins. */
  @Test
  void aFileForWhichThereIsNoRoomIsNotTouched() throws Exception {
    files.file("/srv/data", "old");
    files.names(2);
    files.room(2);
    FileException refused =
        assertThrows(FileException.class, () -> overwrite(0, begin("data"), body("abcdef")));
    assertTrue(refused.getMessage().contains(" 4 bytes are missing. "), refused.getMessage());
    assertEquals("old", files.text("/srv/data"));
    assertTrue(files.has(PART));
    files.room(6);
    overwrite(6, begin("data"), body(""));
    assertEquals("abcdef", files.text("/srv/data"));
  }

  /** Whatever is forgotten, and whatever the host is called: its name says so. */
  @Test
  void thePartOfAFileThatWasCutShortIsKeptUntilTheFileIsWhole() throws Exception {
    cutShort();
    Visit visit = new Visit(panel(), files, new RemotePath("/srv/data"));
    assertEquals(6, Upload.state(visit, "k1").received());
    assertEquals(
        409,
        assertThrows(Refused.class, () -> new UploadParts(visit, "k1").giveUp())
            .failure()
            .status());
    Refused anew = assertThrows(Refused.class, () -> overwrite(0, begin("data"), body("abcdef")));
    assertEquals(409, anew.failure().status());
    Refused more = assertThrows(Refused.class, () -> overwrite(6, begin("data"), body("g")));
    assertEquals(413, more.failure().status());
    Transfer cancelled = next();
    cancelled.cancel();
    assertThrows(Refused.class, () -> overwrite(6, cancelled, body("")));
    files.failCopies(true);
    assertThrows(FileException.class, () -> overwrite(6, next(), body("")));
    files.now(LONG_AGO.plus(Duration.ofDays(9_000)));
    take(next("other"), body("abcdef"));
    assertEquals("abcdef", files.content(ONLY_COPY));
    assertTrue(files.has(ONLY_COPY));
    files.failCopies(false);
    files.copied(Integer.MAX_VALUE);
    overwrite(6, next(), body(""));
    assertFalse(files.has(ONLY_COPY));
    assertEquals("abcdef", files.text("/srv/data"));
  }

  @Test
  void whatAFileHoldsThatWasCutShortIsRoomForTheRest() throws Exception {
    cutShort();
    files.room(1);
    FileException refused = assertThrows(FileException.class, () -> overwrite(6, next(), body("")));
    assertTrue(
        refused.getMessage().contains("1 bytes are missing. data holds only a part of"),
        refused.getMessage());
    files.room(2);
    files.copied(Integer.MAX_VALUE);
    overwrite(6, next(), body(""));
    assertEquals("abcdef", files.text("/srv/data"));
  }

  @Test
  void thePartOfAFileThatMayNotBeWrittenToIsNotTheOnlyCopy() throws Exception {
    files.file("/srv/data", "old");
    files.names(2);
    files.failCopies(true);
    assertThrows(FileException.class, () -> overwrite(0, begin("data"), body("abcdef")));
    assertFalse(files.has(ONLY_COPY));
    assertFalse(files.has(PART));
    assertEquals("old", files.text("/srv/data"));
  }

  private void cutShort() {
    files.file("/srv/data", "old");
    files.names(2);
    files.copied(4);
    FileException refused =
        assertThrows(FileException.class, () -> overwrite(0, begin("data"), body("abcdef")));
    assertTrue(
        refused.getMessage().contains(" data holds only a part of the new file now. "),
        refused.getMessage());
    assertEquals("abcdef", files.content(ONLY_COPY));
    assertFalse(files.has(PART));
  }

  /** The host may have emptied the file, and its answer never came. */
  @Test
  void whenTheConnectionIsLostAsACopyBeginsTheOnlyCopyIsNamed() {
    files.file("/srv/data", "old");
    files.names(2);
    files.afterRenaming(files::close);
    FileException refused =
        assertThrows(FileException.class, () -> overwrite(0, begin("data"), body("abcdef")));
    assertEquals(FileException.Reason.LOST, refused.reason());
    assertTrue(
        refused.getMessage().contains(" data may hold only a part of the new file now. "),
        refused.getMessage());
    assertEquals("abcdef", files.content(ONLY_COPY));
  }

  /** The host lost a block, and took the ones behind it: its size counts the gap. */
  @Test
  void whatTheHostHasNotConfirmedIsSentAgain() throws Exception {
    files.loseBlocks(true);
    assertThrows(FileException.class, () -> take(begin("data"), new Torn("abc", () -> {})));
    assertEquals(3, files.content(PART).length());
    Visit visit = new Visit(panel, files, new RemotePath("/srv/data"));
    assertEquals(0, Upload.state(visit, "k1").received());
    assertEquals(
        412, assertThrows(Refused.class, () -> take(next(), 3, body("def"))).failure().status());
    files.loseBlocks(false);
    take(next(), 0, body("abcdef"));
    assertEquals("abcdef", files.content("/srv/data"));
  }

  /** As after a restart, or a lost connection: nobody knows which of the last blocks are there. */
  @Test
  void ofAPartThatNobodyKnowsTheLastBlocksAreSentAgain() throws Exception {
    files.part(PART, "x".repeat((int) FileSession.UNCONFIRMED_MOST + 5));
    Visit visit = new Visit(panel, files, new RemotePath("/srv/data"));
    assertEquals(5, Upload.state(visit, "k1").received());
  }

  @Test
  void aPartOfWhichTheHostLostSomethingWhenItWasClosedIsRemoved() {
    files.failCloses();
    assertThrows(FileException.class, () -> take(begin("data"), body("abcdef")));
    assertFalse(files.has(PART));
  }

  /** The host's own answer says only that it failed. */
  @ParameterizedTest
  @CsvSource({"0,true", "524287,true", "524288,false"})
  void aFullDiskIsNamed(long room, boolean full) {
    files.loseBlocks(true);
    files.room(room);
    FileException refused =
        assertThrows(FileException.class, () -> take(begin("data"), body("abcdef")));
    assertEquals(FileException.Reason.FAILED, refused.reason());
    String said = "The disk of host is full. Make room there and upload data again.";
    assertEquals(full ? said : "The host failed.", refused.getMessage());
    assertTrue(files.has(PART));
  }

  /** The connection was lost between the change of its permissions and its renaming. */
  @Test
  void aPartWithThePermissionsOfItsTargetIsGoneOnWith() throws Exception {
    files.failRenames(FileException.Reason.LOST);
    assertThrows(FileException.class, () -> take(begin("data"), body("abcdef")));
    files.failRenames(null);
    assertEquals(0644, files.lstat(new RemotePath(PART)).mode());
    files.mode(new RemotePath(PART), 0444);
    Visit visit = new Visit(panel, files, new RemotePath("/srv/data"));
    assertEquals(6, Upload.state(visit, "k1").received());
    take(next(), 6, body(""));
    assertEquals("abcdef", files.content("/srv/data"));
  }

  /** A part whose every byte the host has confirmed. */
  private void confirmed(String content) {
    files.part(PART, content);
    panel.confirmed().put(new RemotePath(PART), content.length());
  }

  private Transfer next() {
    return next("data");
  }

  private Transfer next(String name) {
    panel.transfers().forEach(panel::end);
    return begin(name);
  }

  private void overwrite(long offset, Transfer transfer, InputStream body) throws Exception {
    Visit visit = new Visit(panel, files, transfer.path());
    upload(visit, offset, true, transfer).take(body, -1);
  }

  @Test
  void aDirectoryIsNotListedForEveryFileOfIt() {
    RemotePath directory = new RemotePath("/srv");
    assertTrue(panel.sweeps(directory));
    assertFalse(panel.sweeps(directory));
    assertTrue(panel.sweeps(RemotePath.ROOT));
    assertTrue(panel.sweeps(directory));
  }

  private Transfer begin(String name) {
    RemotePath path = new RemotePath("/srv").child(name);
    return panel.begin(Transfer.Direction.UPLOAD, path, 6).orElseThrow();
  }

  private void take(Transfer transfer, InputStream body) throws Exception {
    take(transfer, 0, body);
  }

  private void take(Transfer transfer, long offset, InputStream body) throws Exception {
    Visit visit = new Visit(panel, files, transfer.path());
    upload(visit, offset, false, transfer).take(body, -1);
  }

  private Upload upload(Visit visit, long offset, boolean overwrite, Transfer transfer) {
    return new Upload(
        visit, "k1", offset, 6, overwrite, settings, transfer, metrics, inPlace, listings);
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static FilePanel panel() {
    return panel("host");
  }

  /** The same machine, whatever it is called. */
  private static FilePanel panel(String name) {
    Person ada = new Person("ada", Set.of(Role.OPERATOR), "login");
    return new FilePanel(
        "panel",
        Granting.toFiles(ada, name, "host.example.com"),
        new PanelState("host", Duration.ofSeconds(1)),
        4);
  }

  /** A body during whose last reading something happens. */
  private static final class AtTheEnd extends FilterInputStream {
    private final Runnable meanwhile;

    AtTheEnd(String text, Runnable meanwhile) {
      super(body(text));
      this.meanwhile = meanwhile;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count < 0) {
        meanwhile.run();
      }
      return count;
    }
  }

  /** A body whose sender goes away in the middle. */
  private static final class Torn extends InputStream {
    private final InputStream first;
    private final Runnable meanwhile;

    Torn(String first, Runnable meanwhile) {
      this.first = body(first);
      this.meanwhile = meanwhile;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      read(one, 0, 1);
      return one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = first.read(bytes, offset, length);
      if (count < 0) {
        meanwhile.run();
        throw new IOException("gone");
      }
      return count;
    }
  }
}
