package fairlead.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.ssh.FileException;
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
import java.util.TreeMap;

/** A host's files in memory, with some that cannot be had. */
final class MemoryFiles implements FileSession {
  private final Map<String, RemoteFile.Kind> kinds = new TreeMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, Instant> times = new TreeMap<>();
  private final List<String> removed = new ArrayList<>();
  private Runnable beforeWriting = () -> {};
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

  String content(String path) {
    return new String(contents.get(path), UTF_8);
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
  public List<RemoteFile> list(RemotePath directory, int most) throws FileException {
    connected();
    return kinds.keySet().stream()
        .map(RemotePath::new)
        .filter(one -> one.parent().equals(directory))
        .map(this::described)
        .toList();
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
    return new RemoteFile(path, kinds.get(path.bytes()), content.length, modified, 0644);
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
  public OutputStream write(RemotePath file, long offset) {
    beforeWriting.run();
    if (offset == 0) {
      file(file.bytes(), "");
    }
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        String now = new String(contents.get(file.bytes()), UTF_8);
        int end = (int) offset + size();
        String rest = now.length() > end ? now.substring(end) : "";
        file(file.bytes(), now.substring(0, (int) offset) + toString(UTF_8) + rest);
      }
    };
  }

  @Override
  public void rename(RemotePath from, RemotePath to) {
    file(to.bytes(), new String(contents.get(from.bytes()), UTF_8));
    kinds.remove(from.bytes());
  }

  @Override
  public void remove(RemotePath file) throws FileException {
    stat(file);
    kinds.remove(file.bytes());
    removed.add(file.bytes());
  }

  @Override
  public void makeDirectory(RemotePath directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void mode(RemotePath file, int mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean open() {
    return open;
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
