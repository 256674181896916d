package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** A host's files in memory, with some that cannot be had. */
final class MemoryFiles implements FileSession {
  private final Map<String, RemoteFile.Kind> kinds = new TreeMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, Instant> times = new TreeMap<>();
  private final Map<String, Integer> modes = new TreeMap<>();
  private final Map<String, String> owners = new TreeMap<>();
  private final List<String> removed = new ArrayList<>();
  private Runnable beforeWriting = () -> {};
  private Runnable beforeRenaming = () -> {};
  private Runnable afterRenaming = () -> {};
  private Runnable beforeRemoving = () -> {};
  private int dropped;
  private int names = 1;
  private FileException.Reason noRename;
  private OptionalLong room = OptionalLong.empty();
  private int copied = Integer.MAX_VALUE;
  private boolean lostBlocks;
  private boolean badCloses;
  private boolean noCopies;
  private Instant now = Instant.EPOCH;
  private boolean open = true;

  /** What the host's clock says from now on. */
  void now(Instant time) {
    now = time;
  }

  boolean has(String path) {
    return kinds.containsKey(path);
  }

  /** What happens whenever a file is about to be opened for writing. */
  void beforeWriting(Runnable happens) {
    beforeWriting = happens;
  }

  /** What happens whenever a file is about to be renamed. */
  void beforeRenaming(Runnable happens) {
    beforeRenaming = happens;
  }

  /** What happens whenever a file was renamed. */
  void afterRenaming(Runnable happens) {
    afterRenaming = happens;
  }

  /** What happens whenever a file is about to be removed. */
  void beforeRemoving(Runnable happens) {
    beforeRemoving = happens;
  }

  /** Loses what is written to a file from now on, and keeps what comes behind it. */
  void loseBlocks(boolean loses) {
    lostBlocks = loses;
  }

  /** Tells of a full disk only when a file is closed. */
  void failCloses() {
    badCloses = true;
  }

  /** Opens no file to copy into it from now on. */
  void failCopies(boolean fails) {
    noCopies = fails;
  }

  /** Whose numbers a file has. */
  void owner(String path, String numbers) {
    owners.put(path, numbers);
  }

  /** A part as an upload left it. */
  void part(String path, String content) {
    file(path, content);
    modes.put(path, 0600);
  }

  String content(String path) {
    return new String(contents.get(path), UTF_8);
  }

  /** Lists as many entries more whose names are none. */
  void dropped(int count) {
    dropped = count;
  }

  /** Renames nothing from now on. */
  void failRenames(FileException.Reason reason) {
    noRename = reason;
  }

  String text(String path) {
    return new String(contents.get(path), UTF_8);
  }

  /** How many names each file has from now on. */
  void names(int count) {
    names = count;
  }

  /** What the host says of its room from now on, in bytes. */
  void room(long bytes) {
    room = OptionalLong.of(bytes);
  }

  /** Copies this many bytes of a file at most from now on, whatever the host says of its room. */
  void copied(int most) {
    copied = most;
  }

  /** It is not there any more. */
  void forget(String path) {
    kinds.remove(path);
  }

  /** What was removed, in its order. */
  List<String> removed() {
    return removed;
  }

  void file(String path, String content) {
    RemotePath file = new RemotePath(path);
    directory(file.parent().bytes());
    kinds.put(path, RemoteFile.Kind.FILE);
    contents.put(path, content.getBytes(UTF_8));
    times.put(path, now);
  }

  void directory(String path) {
    if (!path.equals("/")) {
      directory(new RemotePath(path).parent().bytes());
      kinds.put(path, RemoteFile.Kind.DIRECTORY);
    }
  }

  void refused(String path) {
    kinds.put(path, RemoteFile.Kind.FILE);
  }

  void other(String path, RemoteFile.Kind kind) {
    kinds.put(path, kind);
  }

  @Override
  public RemotePath home() {
    return RemotePath.ROOT;
  }

  @Override
  public RemotePath resolve(String typed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileListing list(RemotePath directory, int most, LongPredicate room) throws FileException {
    connected();
    List<RemoteFile> all =
        kinds.keySet().stream()
            .map(RemotePath::new)
            .filter(one -> one.parent().equals(directory))
            .map(this::described)
            .toList();
    int fit = 0;
    while (fit < Math.min(most, all.size()) && room.test(all.get(fit).path().bytes().length())) {
      fit++;
    }
    return new FileListing(all.subList(0, fit), fit == all.size(), dropped);
  }

  @Override
  public RemoteFile lstat(RemotePath path) throws FileException {
    return stat(path);
  }

  @Override
  public int names(RemotePath file) {
    return names;
  }

  @Override
  public RemoteFile stat(RemotePath path) throws FileException {
    connected();
    if (!kinds.containsKey(path.bytes())) {
      throw new FileException(FileException.Reason.NO_SUCH_FILE, "There is no such file.");
    }
    return described(path);
  }

  private RemoteFile described(RemotePath path) {
    byte[] content = contents.getOrDefault(path.bytes(), new byte[0]);
    Instant modified = times.getOrDefault(path.bytes(), Instant.EPOCH);
    int mode = modes.getOrDefault(path.bytes(), 0644);
    return new RemoteFile(
        path,
        kinds.get(path.bytes()),
        content.length,
        modified,
        mode,
        owners.getOrDefault(path.bytes(), "1:1"),
        1);
  }

  @Override
  public InputStream read(RemotePath file, long offset) throws FileException {
    connected();
    byte[] content = contents.get(file.bytes());
    if (content == null) {
      throw new FileException(FileException.Reason.DENIED, "The host does not allow this.");
    }
    return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
  }

  @Override
  public OutputStream create(RemotePath file, OptionalInt mode) throws FileException {
    beforeWriting.run();
    if (has(file.bytes())) {
      throw new FileException(FileException.Reason.FAILED, "There is one.");
    }
    file(file.bytes(), "");
    modes.put(file.bytes(), mode.orElse(0644));
    return output(file, 0);
  }

  @Override
  public OutputStream write(RemotePath file, long offset) throws FileException {
    beforeWriting.run();
    if ((stat(file).mode() & 0200) == 0) {
      throw new FileException(FileException.Reason.DENIED, "It is not to be written to.");
    }
    return output(file, offset);
  }

  private OutputStream output(RemotePath file, long offset) {
    return new ByteArrayOutputStream() {
      @Override
      public void flush() throws FileException {
        if (lostBlocks) {
          file(file.bytes(), content(file.bytes()) + "\0".repeat(size()));
          reset();
          throw new FileException(FileException.Reason.FAILED, "The host failed.");
        }
      }

      @Override
      public void close() throws FileException {
        flush();
        if (badCloses) {
          throw new FileException(FileException.Reason.FAILED, "The disk is full.");
        }
        String now = new String(contents.get(file.bytes()), UTF_8);
        int end = (int) offset + size();
        String rest = now.length() > end ? now.substring(end) : "";
        file(file.bytes(), now.substring(0, (int) offset) + toString(UTF_8) + rest);
      }
    };
  }

  @Override
  public void copy(RemotePath from, RemotePath into, Runnable begun) throws FileException {
    String all = content(from.bytes());
    connected();
    if (noCopies) {
      throw new FileException(FileException.Reason.DENIED, "It is not opened.");
    }
    begun.run();
    file(into.bytes(), all.substring(0, Math.min(all.length(), copied)));
    if (all.length() > copied) {
      throw new FileException(FileException.Reason.FAILED, "The disk is full.");
    }
  }

  @Override
  public OptionalLong room(RemotePath file) {
    return room;
  }

  @Override
  public void replace(RemotePath from, RemotePath to) throws FileException {
    rename(from, to);
  }

  @Override
  public void rename(RemotePath from, RemotePath to) throws FileException {
    beforeRenaming.run();
    if (noRename != null) {
      throw new FileException(noRename, "It is not renamed.");
    }
    modes.put(to.bytes(), modes.getOrDefault(from.bytes(), 0644));
    file(to.bytes(), new String(contents.get(from.bytes()), UTF_8));
    kinds.remove(from.bytes());
    afterRenaming.run();
  }

  @Override
  public void remove(RemotePath file) throws FileException {
    beforeRemoving.run();
    stat(file);
    kinds.remove(file.bytes());
    removed.add(file.bytes());
  }

  @Override
  public void removeDirectory(RemotePath directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void makeDirectory(RemotePath directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void mode(RemotePath file, int mode) {
    modes.put(file.bytes(), mode);
  }

  @Override
  public boolean open() {
    return open;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {
    open = false;
  }

  private void connected() throws FileException {
    if (!open) {
      throw new FileException(FileException.Reason.LOST, "The connection is lost.");
    }
  }
}
