package fairlead.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Files over JSch. Each transfer has a channel of its own, and one more is for everything that is
 * quick. A channel's answers that nobody takes are at most what it has asked for, which its pipe
 * holds: a transfer that stands still holds nobody up.
 */
final class JschFileSession implements FileSession {
  /**
   * None of JSch's modes: opens without truncating, and the bytes go to the offset that is given.
   * {@link ChannelSftp#RESUME} asks for the size once more and goes on behind it, wherever that is
   * by then.
   */
  private static final int AT_OFFSET = 3;

  private final Session session;
  private final int timeoutMillis;
  private final Runnable end;
  private ChannelSftp quick;
  private RemotePath home;

  /**
   * @param session connected
   * @param end closes the session and whatever led to it
   */
  JschFileSession(Session session, Duration channelTimeout, Runnable end) {
    this.session = session;
    this.timeoutMillis = (int) channelTimeout.toMillis();
    this.end = end;
  }

  private interface Work<T> {
    T on(ChannelSftp channel) throws SftpException;
  }

  /** Sees whether the host offers files at all. */
  JschFileSession begin() throws FileException {
    home = quickly(channel -> new RemotePath(channel.getHome()));
    return this;
  }

  @Override
  public RemotePath home() {
    return home;
  }

  @Override
  public List<RemoteFile> list(RemotePath directory, int most) throws FileException {
    List<RemoteFile> files = new ArrayList<>();
    quickly(
        channel -> {
          channel.ls(
              pattern(directory),
              entry -> {
                String name = entry.getFilename();
                if (name.equals(".") || name.equals("..")) {
                  return ChannelSftp.LsEntrySelector.CONTINUE;
                }
                if (files.size() > most) {
                  return ChannelSftp.LsEntrySelector.BREAK;
                }
                // A host may answer with anything; a name with a slash would lead elsewhere.
                if (!name.isEmpty() && name.indexOf('/') < 0 && name.indexOf('\0') < 0) {
                  files.add(file(directory.child(name), entry.getAttrs()));
                }
                return ChannelSftp.LsEntrySelector.CONTINUE;
              });
          return null;
        });
    if (files.size() > most) {
      throw new FileException(
          FileException.Reason.CONFLICT,
          "There are more than " + most + " files in this directory, too many to list.");
    }
    return files;
  }

  @Override
  public RemoteFile stat(RemotePath path) throws FileException {
    return quickly(channel -> file(path, channel.stat(pattern(path))));
  }

  @Override
  public InputStream read(RemotePath file, long offset) throws FileException {
    ChannelSftp channel = channel();
    try {
      return new ChannelInput(channel, channel.get(pattern(file), null, offset));
    } catch (SftpException e) {
      channel.disconnect();
      throw why(e);
    }
  }

  @Override
  public OutputStream write(RemotePath file, long offset) throws FileException {
    ChannelSftp channel = channel();
    try {
      int mode = offset == 0 ? ChannelSftp.OVERWRITE : AT_OFFSET;
      return new ChannelOutput(channel, channel.put(pattern(file), null, mode, offset));
    } catch (SftpException e) {
      channel.disconnect();
      throw why(e);
    }
  }

  @Override
  public void rename(RemotePath from, RemotePath to) throws FileException {
    quickly(
        channel -> {
          channel.rename(pattern(from), pattern(to));
          return null;
        });
  }

  @Override
  public void remove(RemotePath file) throws FileException {
    quickly(
        channel -> {
          channel.rm(pattern(file));
          return null;
        });
  }

  @Override
  public void makeDirectory(RemotePath directory) throws FileException {
    quickly(
        channel -> {
          channel.mkdir(pattern(directory));
          return null;
        });
  }

  @Override
  public void mode(RemotePath file, int mode) throws FileException {
    quickly(
        channel -> {
          channel.chmod(mode, pattern(file));
          return null;
        });
  }

  @Override
  public boolean open() {
    return session.isConnected();
  }

  @Override
  public void close() {
    end.run();
  }

  private synchronized <T> T quickly(Work<T> work) throws FileException {
    try {
      if (quick == null || !quick.isConnected()) {
        quick = channel();
      }
      return work.on(quick);
    } catch (SftpException e) {
      throw why(e);
    }
  }

  private ChannelSftp channel() throws FileException {
    try {
      ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
      // Every byte of a name is kept: one char each.
      channel.setFilenameEncoding(ISO_8859_1);
      channel.connect(timeoutMillis);
      return channel;
    } catch (JSchException e) {
      throw session.isConnected()
          ? new FileException(
              FileException.Reason.FAILED, "The host offers no file transfer (SFTP).", e)
          : lost(e);
    }
  }

  /** A path in which JSch finds no wildcards: it would do what was asked to every match. */
  private static String pattern(RemotePath path) {
    return path.bytes().replaceAll("[\\\\*?]", "\\\\$0");
  }

  private static RemoteFile file(RemotePath path, SftpATTRS attributes) {
    RemoteFile.Kind kind =
        attributes.isReg()
            ? RemoteFile.Kind.FILE
            : attributes.isDir()
                ? RemoteFile.Kind.DIRECTORY
                : attributes.isLink() ? RemoteFile.Kind.LINK : RemoteFile.Kind.OTHER;
    return new RemoteFile(
        path,
        kind,
        attributes.getSize(),
        // Unsigned, so good until 2106 (draft-ietf-secsh-filexfer-02 §5).
        Instant.ofEpochSecond(Integer.toUnsignedLong(attributes.getMTime())),
        attributes.getPermissions() & 07777);
  }

  private FileException why(SftpException e) {
    if (!session.isConnected()) {
      return lost(e);
    }
    return switch (e.id) {
      case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
          new FileException(
              FileException.Reason.NO_SUCH_FILE, "There is no such file or directory.", e);
      case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
          new FileException(
              FileException.Reason.DENIED, "The host does not allow this to your account.", e);
      default ->
          new FileException(
              FileException.Reason.FAILED,
              "The host could not do this ("
                  + HostText.shown(e.getMessage(), 200)
                  + "). Is its disk full or read-only?",
              e);
    };
  }

  private static FileException lost(Exception e) {
    return new FileException(
        FileException.Reason.LOST, "The connection for files is lost. Open it again.", e);
  }
}
