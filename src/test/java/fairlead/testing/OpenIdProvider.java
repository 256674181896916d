package fairlead.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Another Open Liberty, as a company's OpenID provider. It is at 127.0.0.1, and so to a browser
 * another site than localhost. Its people: ada, an operator, and eve, who is in none of the groups.
 */
public final class OpenIdProvider {
  public static final String PASSWORD = "provider-password";
  public static final String SECRET = "between-the-two";

  private static final String NAME = "provider";
  private static final long START_NANOS = Duration.ofMinutes(2).toNanos();

  private final int port;
  private final Path console;
  private final ProcessBuilder builder;
  private Process process;

  private OpenIdProvider(int port, Path console, ProcessBuilder builder) {
    this.port = port;
    this.console = console;
    this.builder = builder;
  }

  /**
   * A provider that does not run yet.
   *
   * @param client where Fairlead is, such as {@code https://localhost:9443}
   */
  public static OpenIdProvider stopped(
      Path wlp, Path directory, Certificate certificate, String client) throws IOException {
    int port = Ports.free();
    Path server = Files.createDirectories(directory.resolve("usr/servers").resolve(NAME));
    Files.writeString(
        server.resolve("server.xml"), configuration(port, certificate.keys(), client));
    Files.writeString(server.resolve("server.env"), "ltpa_keys_password=" + UUID.randomUUID());
    Path console = directory.resolve("console.log");
    ProcessBuilder builder =
        new ProcessBuilder(wlp.resolve("bin/server").toString(), "run", NAME)
            .redirectErrorStream(true)
            .redirectOutput(console.toFile());
    builder.environment().put("WLP_USER_DIR", directory.resolve("usr").toString());
    builder.environment().put("JVM_ARGS", "-Xmx256m");
    return new OpenIdProvider(port, console, builder);
  }

  /** Begins to start it; {@link #awaitReady} waits until it has. */
  public void start() throws IOException {
    process = builder.start();
  }

  public String address() {
    return "https://127.0.0.1:" + port;
  }

  public String discovery() {
    return endpoint(".well-known/openid-configuration");
  }

  public String endSession() {
    return endpoint("end_session");
  }

  public void awaitReady(Certificate certificate)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpClient client = HttpClient.newBuilder().sslContext(certificate.context()).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(discovery())).timeout(Duration.ofSeconds(10)).build();
    long deadline = System.nanoTime() + START_NANOS;
    while (status(client, request) != 200) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("The provider did not start: " + Files.readString(console));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  public void close() throws InterruptedException {
    if (process == null) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private String endpoint(String path) {
    return address() + "/oidc/endpoint/OP/" + path;
  }

  private static int status(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static String configuration(int port, Path keys, String client) {
    return """
        <server>
          <featureManager>
            <feature>openidConnectServer-1.0</feature>
            <feature>appSecurity-6.0</feature>
            <feature>servlet-6.1</feature>
            <feature>transportSecurity-1.0</feature>
          </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="-1" httpsPort="%d"/>
          <keyStore id="defaultKeyStore" location="%s" password="%s" type="PKCS12"/>
          <basicRegistry realm="company">
            <user name="ada" password="%s"/>
            <user name="eve" password="%4$s"/>
            <group name="operator"><member name="ada"/></group>
            <group name="night shift"><member name="ada"/></group>
          </basicRegistry>
          <oauth-roles>
            <authenticated><special-subject type="ALL_AUTHENTICATED_USERS"/></authenticated>
          </oauth-roles>
          <oauthProvider id="company" autoAuthorize="true">
            <localStore>
              <client name="fairlead" secret="%s" displayname="Fairlead" scope="openid profile"
                redirect="%s/oidcclient/redirect/provider" preAuthorizedScope="openid profile">
                <postLogoutRedirectUris>%6$s/sign-in.html?out</postLogoutRedirectUris>
              </client>
            </localStore>
            <autoAuthorizeClient>fairlead</autoAuthorizeClient>
          </oauthProvider>
          <openidConnectProvider id="OP" oauthProviderRef="company" signatureAlgorithm="RS256"
            keyAliasName="default" keyStoreRef="defaultKeyStore"/>
        </server>
        """
        .formatted(port, keys, Certificate.PASSWORD, PASSWORD, SECRET, client);
  }
}
