package fairlead.ssh.sftp;

import fairlead.ssh.FileException;
import fairlead.ssh.FileListing;
import fairlead.ssh.FileSession;
import fairlead.ssh.RemoteFile;
import fairlead.ssh.RemotePath;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;

/** Files over SFTP version 3 (draft-ietf-secsh-filexfer-02), all of them on one channel. */
public final class SftpFileSession implements FileSession {
  private static final int LSTAT = 7;
  private static final int SETSTAT = 9;
  private static final int OPENDIR = 11;
  private static final int READDIR = 12;
  private static final int REMOVE = 13;
  private static final int MKDIR = 14;
  private static final int RMDIR = 15;
  private static final int REALPATH = 16;
  private static final int STAT = 17;
  private static final int RENAME = 18;

  /** Outstanding requests for a directory's names; OpenSSH sends a hundred names in each reply. */
  private static final int AHEAD = 8;

  /**
   * Limits for the names of one directory and their characters: a host may send names without an
   * end.
   */
  private static final int NAMES_MOST = 1_000_000;

  private static final long CHARACTERS_MOST = 64L << 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SftpChannel channel;
  private RemotePath home;

  /**
   * @param channel open
   */
  public SftpFileSession(SftpChannel channel) {
    this.channel = channel;
  }

  /** Asks for the home directory. */
  public SftpFileSession begin() throws FileException {
    home = resolve(".");
    return this;
  }

  @Override
  public RemotePath home() {
    return home;
  }

  @Override
  public RemotePath resolve(String typed) throws FileException {
    SftpChannel.Request request = channel.request(REALPATH);
    request.packet().string(RemotePath.bytesOf(typed));
    SftpReply reply = SftpStatus.expect(channel, request, SftpStatus.NAME);
    try {
      reply.uint32();
      return new RemotePath(reply.string());
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    } catch (IllegalArgumentException e) {
      throw new FileException(
          FileException.Reason.NO_SUCH_FILE, channel.host() + " has no such path.", e);
    }
  }

  @Override
  public FileListing list(RemotePath directory, int most, LongPredicate room) throws FileException {
    List<RemoteFile> files = new ArrayList<>();
    int[] dropped = {0};
    boolean whole =
        walk(
            directory,
            (name, reply) -> {
              boolean fits = directory.takes(name);
              RemotePath path = fits ? directory.child(name) : directory;
              String longName = reply.string();
              RemoteFile file = SftpAttributes.read(reply, path, longName);
              if (!room.test(path.bytes().length()) || (fits && files.size() == most)) {
                return false;
              }
              if (fits) {
                files.add(file);
              } else if (!name.equals(".") && !name.equals("..")) {
                dropped[0]++;
              }
              return true;
            });
    return new FileListing(files, whole, dropped[0]);
  }

  @Override
  public int names(RemotePath file) throws FileException {
    int[] found = {0};
    boolean unused =
        walk(
            file.parent(),
            (name, reply) -> {
              RemoteFile one = SftpAttributes.read(reply, file, reply.string());
              if (name.equals(file.name())) {
                found[0] = one.names();
              }
              return found[0] == 0;
            });
    return found[0];
  }

  private SftpHandle openDirectory(RemotePath directory) throws FileException {
    SftpChannel.Request open = channel.request(OPENDIR);
    open.packet().string(directory.bytes());
    return SftpHandle.of(channel, open);
  }

  /** Takes an entry of a directory; the reply's next field is its long name. */
  private interface Taker {
    /** Takes it, and returns whether more are wanted. */
    boolean take(String name, SftpReply reply) throws SftpReply.MalformedException;
  }

  /**
   * Reads a directory.
   *
   * @return whether it was read to its end
   */
  private boolean walk(RemotePath directory, Taker taker) throws FileException {
    SftpHandle handle = openDirectory(directory);
    try (handle) {
      Deque<CompletableFuture<SftpReply>> ahead = new ArrayDeque<>();
      int names = 0;
      long characters = 0;
      while (true) {
        while (ahead.size() < AHEAD) {
          ahead.add(channel.ask(handle.request(READDIR)));
        }
        SftpReply reply = channel.await(ahead.remove());
        if (SftpStatus.isEnd(channel, reply)) {
          return true;
        }
        long count = reply.uint32();
        if (count == 0) {
          throw new SftpReply.MalformedException();
        }
        for (; count > 0; count--) {
          String name = reply.string();
          characters += name.length();
          if (++names > NAMES_MOST || characters > CHARACTERS_MOST) {
            throw new FileException(
                FileException.Reason.FAILED,
                channel.host() + " lists more names in this directory than Fairlead reads.");
          }
          if (!taker.take(name, reply)) {
            return false;
          }
        }
      }
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  @Override
  public RemoteFile stat(RemotePath path) throws FileException {
    return attributes(STAT, path);
  }

  @Override
  public RemoteFile lstat(RemotePath path) throws FileException {
    return attributes(LSTAT, path);
  }

  private RemoteFile attributes(int type, RemotePath path) throws FileException {
    SftpChannel.Request request = channel.request(type);
    request.packet().string(path.bytes());
    SftpReply reply = SftpStatus.expect(channel, request, SftpStatus.ATTRIBUTES);
    try {
      String longName = SftpAttributes.tellKind(reply) ? "" : longName(type, path);
      return SftpAttributes.read(reply, path, longName);
    } catch (SftpReply.MalformedException e) {
      throw channel.malformed(e);
    }
  }

  /**
   * A text whose first character is the kind of the file, as in a long listing; empty when unknown.
   */
  private String longName(int type, RemotePath file) throws FileException {
    String longName = longName(file);
    boolean link = longName.startsWith("l");
    return type == STAT && link ? (isDirectory(file) ? "d" : "-") : longName;
  }

  private boolean isDirectory(RemotePath file) throws FileException {
    try {
      openDirectory(file).close();
      return true;
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.LOST) {
        throw e;
      }
      return false;
    }
  }

  private String longName(RemotePath file) throws FileException {
    if (file.equals(RemotePath.ROOT)) {
      return "d";
    }
    String[] found = {""};
    boolean unused =
        walk(
            file.parent(),
            (name, reply) -> {
              String longName = reply.string();
              RemoteFile unusedFile = SftpAttributes.read(reply, file, longName);
              found[0] = name.equals(file.name()) ? longName : "";
              return found[0].isEmpty();
            });
    return found[0];
  }

  @Override
  public InputStream read(RemotePath file, long offset) throws FileException {
    return new SftpInput(channel, open(file, SftpHandle.READ, OptionalInt.empty()), offset);
  }

  @Override
  public OutputStream create(RemotePath file, OptionalInt mode) throws FileException {
    int how = SftpHandle.WRITE | SftpHandle.CREATE | SftpHandle.EXCLUSIVE;
    return new SftpOutput(channel, open(file, how, mode), 0);
  }

  @Override
  public OutputStream write(RemotePath file, long offset) throws FileException {
    return new SftpOutput(channel, open(file, SftpHandle.WRITE, OptionalInt.empty()), offset);
  }

  @Override
  public void copy(RemotePath from, RemotePath into, Runnable begun) throws FileException {
    new SftpCopy(channel, from, into, begun).run(stat(from).size());
  }

  @Override
  public OptionalLong room(RemotePath file) throws FileException {
    return SftpRoom.of(channel, file);
  }

  private SftpHandle open(RemotePath file, int how, OptionalInt mode) throws FileException {
    return SftpHandle.ofFile(channel, file, how, mode);
  }

  @Override
  public void rename(RemotePath from, RemotePath to) throws FileException {
    SftpChannel.Request request = channel.request(RENAME);
    request.packet().string(from.bytes()).string(to.bytes());
    SftpStatus.expectDone(channel, request);
  }

  @Override
  public void replace(RemotePath from, RemotePath to) throws FileException {
    if (channel.has("posix-rename@openssh.com", "1")) {
      SftpChannel.Request request = channel.extended("posix-rename@openssh.com");
      request.packet().string(from.bytes()).string(to.bytes());
      SftpStatus.expectDone(channel, request);
      return;
    }
    // Servers without this extension never rename over an existing file.
    RemotePath aside = aside(to);
    rename(to, aside);
    boolean renamed = false;
    try {
      rename(from, to);
      renamed = true;
    } finally {
      if (!renamed) {
        rename(aside, to);
      }
    }
    remove(aside);
  }

  /** A random name in the same directory, which no file has. */
  private static RemotePath aside(RemotePath file) {
    String name = ".%016x.fairlead-old".formatted(RANDOM.nextLong());
    return file.parent().child(name);
  }

  @Override
  public void remove(RemotePath file) throws FileException {
    onPath(REMOVE, file);
  }

  @Override
  public void removeDirectory(RemotePath directory) throws FileException {
    onPath(RMDIR, directory);
  }

  private void onPath(int type, RemotePath path) throws FileException {
    SftpChannel.Request request = channel.request(type);
    request.packet().string(path.bytes());
    SftpStatus.expectDone(channel, request);
  }

  @Override
  public void makeDirectory(RemotePath directory) throws FileException {
    SftpChannel.Request request = channel.request(MKDIR);
    SftpAttributes.none(request.packet().string(directory.bytes()));
    SftpStatus.expectDone(channel, request);
  }

  @Override
  public void mode(RemotePath file, int mode) throws FileException {
    SftpChannel.Request request = channel.request(SETSTAT);
    SftpAttributes.permissions(request.packet().string(file.bytes()), mode);
    SftpStatus.expectDone(channel, request);
  }

  @Override
  public boolean open() {
    return channel.open();
  }

  @Override
  public Optional<String> trouble() {
    if (channel.open()) {
      return Optional.empty();
    }
    FileException why = channel.failure();
    return Optional.of(
        why != null
            ? why.getMessage()
            : "The connection to " + channel.host() + " is lost. Open the files again.");
  }

  @Override
  public void close() {
    channel.close();
  }
}
