package fairlead.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** A real Redis (or Valkey) server on a free port of this machine; the system's if it has one. */
public final class RedisServer implements AutoCloseable {

  private final Path directory;
  private final int port;
  private final List<String> arguments;
  private Process process;

  private RedisServer(Path directory, int port, List<String> arguments) {
    this.directory = directory;
    this.port = port;
    this.arguments = arguments;
  }

  /**
   * Starts it, empty and without a file of data.
   *
   * @param arguments more of them, such as {@code --requirepass x}
   */
  public static RedisServer running(String... arguments) throws IOException, InterruptedException {
    RedisServer server = onPort(Ports.free(), arguments);
    server.start();
    return server;
  }

  /** One that is not started yet. */
  public static RedisServer onPort(int port, String... arguments) throws IOException {
    return new RedisServer(Files.createTempDirectory("redis"), port, List.of(arguments));
  }

  public int port() {
    return port;
  }

  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  public void start() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(executable());
    command.addAll(arguments);
    if (!arguments.contains("--port")) {
      command.addAll(List.of("--port", Integer.toString(port)));
    }
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", directory.toString()));
    if (!arguments.contains("--sentinel")) {
      command.addAll(List.of("--save", "", "--appendonly", "no"));
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    Listening.await(process, port, directory.resolve("redis.log"));
  }

  /** Ends it in the middle of whatever it does; everything that it held is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends one command in the inline form and gives the first line of the answer. */
  public String say(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] answer = new byte[65536];
      int count = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, count), StandardCharsets.UTF_8).strip();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private static String executable() throws IOException {
    Optional<String> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(one -> Stream.of("redis-server", "valkey-server").map(Path.of(one)::resolve))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    return found.isPresent()
        ? found.get()
        : ExecutableProvider.newJarResourceProvider().get().toString();
  }
}
