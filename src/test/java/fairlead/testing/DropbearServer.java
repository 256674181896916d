package fairlead.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real dropbear on a free port of this machine. It reads authorized_keys from the home in the
 * password database only, so nss_wrapper gives it one of its own.
 */
public final class DropbearServer {
  private static final Path DROPBEAR = Path.of("/usr/sbin/dropbear");
  private static final Path LIBRARIES = Path.of("/usr/lib");

  /** Where it looks for files' subsystem; a package of its own has it. */
  private static final Path SFTP_SERVER = Path.of("/usr/lib/sftp-server");

  private final Path directory;
  private final int port;
  private final Process process;

  private DropbearServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Whether this machine has what it takes; under CI it must. */
  public static boolean available() {
    boolean found =
        Files.isExecutable(DROPBEAR)
            && Files.isExecutable(SFTP_SERVER)
            && wrapper() != null
            && OpenSshServer.available();
    if (!found && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("install dropbear-bin, openssh-sftp-server, libnss-wrapper");
    }
    return found;
  }

  public static DropbearServer start(Path directory) throws IOException, InterruptedException {
    return start(directory, "");
  }

  /** One on a machine where dropbear is installed alone. */
  public static DropbearServer withoutSftpServer(Path directory)
      throws IOException, InterruptedException {
    return start(
        directory,
        "case $BASH_EXECUTION_STRING in *sftp-server*) echo 'sftp-server: not found' >&2; exit 127;;"
            + " esac\n");
  }

  /**
   * @param before what bash runs before each command that dropbear gives it
   */
  private static DropbearServer start(Path directory, String before)
      throws IOException, InterruptedException {
    Path home = Files.createDirectories(directory.resolve("home"));
    Path keys = Files.createDirectories(home.resolve(".ssh"));
    for (Path one : new Path[] {home, keys}) {
      Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwx------"));
    }
    Program.run("dropbearkey", "-t", "ed25519", "-f", directory.resolve("host"));
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve("client"));
    Files.copy(directory.resolve("client.pub"), keys.resolve("authorized_keys"));
    String id = Program.run("id", "-u").strip() + ":" + Program.run("id", "-g").strip();
    Path passwd = directory.resolve("passwd");
    Files.writeString(passwd, account() + ":x:" + id + "::" + home + ":/bin/bash\n");
    Path group = Files.writeString(directory.resolve("group"), "");
    // Debian's bash reads this one instead of BASH_ENV when no other shell is above it.
    Files.writeString(home.resolve(".bashrc"), before);
    int port = Ports.free();
    ProcessBuilder builder =
        new ProcessBuilder(
                DROPBEAR.toString(),
                "-F",
                "-E",
                "-e",
                "-s",
                "-r",
                directory.resolve("host").toString(),
                "-P",
                "",
                "-p",
                "127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder.environment().put("LD_PRELOAD", wrapper().toString());
    builder.environment().put("NSS_WRAPPER_PASSWD", passwd.toString());
    builder.environment().put("NSS_WRAPPER_GROUP", group.toString());
    builder
        .environment()
        .put("BASH_ENV", Files.writeString(directory.resolve("before"), before).toString());
    DropbearServer server = new DropbearServer(directory, port, builder.start());
    Listening.await(server.process, port, directory.resolve("log"));
    return server;
  }

  public int port() {
    return port;
  }

  public String user() {
    return account();
  }

  /** The private key that it accepts. */
  public Path clientKey() {
    return directory.resolve("client");
  }

  public Path home() {
    return directory.resolve("home");
  }

  private static String account() {
    return System.getProperty("user.name");
  }

  private static Path wrapper() {
    try (Stream<Path> files = Files.find(LIBRARIES, 2, (file, found) -> isWrapper(file))) {
      return files.findFirst().orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWrapper(Path file) {
    return file.getFileName().toString().equals("libnss_wrapper.so");
  }

  public String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
