package fairlead.it;

import fairlead.testing.LibertyServer;
import fairlead.testing.OpenSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Fairlead as it ships, with settings of one test, and one host in front of it. */
record Alone(LibertyServer server, OpenSshServer host) {
  static final String HOST = "alone";

  /**
   * Starts both.
   *
   * @param settings of Fairlead, as environment variables
   */
  static Alone start(Path directory, Map<String, String> settings) throws Exception {
    return start(directory, Browserless.PASSWORD, settings);
  }

  /** The same without users.xml. */
  static Alone withoutUsers(Path directory, Map<String, String> settings) throws Exception {
    return start(directory, null, settings);
  }

  private static Alone start(Path directory, String password, Map<String, String> settings)
      throws Exception {
    OpenSshServer host = OpenSshServer.start(Files.createDirectories(directory.resolve("host")));
    Files.writeString(directory.resolve("hosts.yaml"), "hosts:\n" + host.entry(HOST, "ed25519"));
    Map<String, String> all = new HashMap<>(settings);
    all.put("FAIRLEAD_ADDRESSES_ALLOWED", "127.0.0.0/8");
    return new Alone(Site.server(directory, password, all), host);
  }

  /** Opens a terminal and waits until its shell answers. */
  static Browserless.Socket terminal(Browserless person, String origin) throws Exception {
    Browserless.Socket socket = person.socket(origin, "fairlead.v1");
    socket.open(HOST);
    socket.await("opened");
    socket.type("PS1=; echo rea''dy\n");
    socket.awaitOutput("ready\r\n");
    return socket;
  }

  void close() throws Exception {
    server.close();
    host.close();
  }
}
