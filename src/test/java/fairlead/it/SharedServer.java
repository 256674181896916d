package fairlead.it;

import fairlead.testing.CopiedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The server of all tests that are only its clients and change nothing that others see: one for
 * each process of tests, started by the first test that asks for it, ended with the process.
 *
 * <p>Tests share its people, and its hosts one class after the other. What locks an account, drains
 * the server or needs other settings has a server of its own.
 */
final class SharedServer {
  /** Size of its heap, in bytes: small, for tests that send more than that. */
  static final long HEAP = 320L << 20;

  private static CopiedServer server;

  private SharedServer() {}

  static synchronized CopiedServer get() {
    if (server == null) {
      server = start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
    return server;
  }

  /** Whether a test of this process has asked for it. */
  static synchronized boolean started() {
    return server != null;
  }

  static String base() {
    return get().base();
  }

  static int port() {
    return get().port();
  }

  private static CopiedServer start() {
    try {
      Site.writeHosts("hosts: []\n");
      return Site.copy(
          "shared",
          Site.root(),
          Map.of(
              "FAIRLEAD_YAML_CHECK_INTERVAL",
              "PT0.1S",
              // Tests sign in all the time, and the oldest login may be that of a page.
              "FAIRLEAD_LOGIN_PER_PERSON",
              "1000",
              // It runs long enough for the compiler of hot code, which ciphers need.
              "JVM_ARGS",
              "-XX:+UseSerialGC -Xmx" + (HEAP >> 20) + "m"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the server was being started", e);
    }
  }
}
