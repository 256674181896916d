package fairlead.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** An SSH server whose SFTP is not OpenSSH's, with what servers of other makers lack. */
public final class MinaSftpHost implements AutoCloseable {
  public static final String PASSWORD = "correct horse";

  /** In what it differs from OpenSSH. */
  public enum Trait {
    /** No extensions, as posix-rename@openssh.com: a rename never replaces. */
    NO_EXTENSIONS,
    /** Gives fewer bytes than are asked for. */
    SHORT_READS,
    /** Takes no permissions, and reports others: as on Windows. */
    NO_MODES,
    /** Tells no owner, no permissions and no kind in the attributes of a file. */
    BARE_ATTRIBUTES
  }

  private static final int SHORT = 1_000;
  private static final String PERMISSIONS = "permissions";

  private final SshServer server;

  private MinaSftpHost(SshServer server) {
    this.server = server;
  }

  /**
   * Starts it on a free port.
   *
   * @param directory for its host key, and where logins begin
   */
  public static MinaSftpHost start(Path directory, Set<Trait> traits) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(directory.resolve("mina_key")));
    server.setPasswordAuthenticator((user, password, session) -> PASSWORD.equals(password));
    VirtualFileSystemFactory files = new VirtualFileSystemFactory(Path.of("/"));
    server.setFileSystemFactory(files);
    server.setSubsystemFactories(
        List.of(
            new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new Accessor(traits))
                .build()));
    SftpModuleProperties.SFTP_VERSION.set(server, 3);
    if (traits.contains(Trait.NO_EXTENSIONS)) {
      SftpModuleProperties.OPENSSH_EXTENSIONS.set(server, "");
      SftpModuleProperties.CLIENT_EXTENSIONS.set(server, "");
    }
    server.start();
    return new MinaSftpHost(server);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private record Accessor(Set<Trait> traits) implements SftpFileSystemAccessor {
    @Override
    public SeekableByteChannel openFile(
        SftpSubsystemProxy subsystem,
        FileHandle handle,
        Path file,
        String name,
        Set<? extends OpenOption> options,
        FileAttribute<?>... attributes)
        throws IOException {
      SeekableByteChannel channel =
          traits.contains(Trait.NO_MODES)
              ? DEFAULT.openFile(subsystem, handle, file, name, options)
              : DEFAULT.openFile(subsystem, handle, file, name, options, attributes);
      return traits.contains(Trait.SHORT_READS) ? new ShortReads(channel) : channel;
    }

    @Override
    public void setFilePermissions(
        SftpSubsystemProxy subsystem,
        Path file,
        Set<PosixFilePermission> permissions,
        LinkOption... options)
        throws IOException {
      if (!traits.contains(Trait.NO_MODES)) {
        DEFAULT.setFilePermissions(subsystem, file, permissions, options);
      }
    }

    @Override
    public NavigableMap<String, Object> resolveReportedFileAttributes(
        SftpSubsystemProxy subsystem,
        Path file,
        int flags,
        NavigableMap<String, Object> attributes,
        LinkOption... options) {
      NavigableMap<String, Object> reported = new TreeMap<>(attributes);
      if (traits.contains(Trait.BARE_ATTRIBUTES)) {
        reported
            .keySet()
            .removeIf(
                key -> List.of(PERMISSIONS, "mode", "uid", "gid", "owner", "group").contains(key));
      }
      return reported;
    }
  }

  private record ShortReads(SeekableByteChannel channel) implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer to) throws IOException {
      int limit = to.limit();
      to.limit(Math.min(limit, to.position() + SHORT));
      int count = channel.read(to);
      to.limit(limit);
      return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return channel.write(from);
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      channel.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
