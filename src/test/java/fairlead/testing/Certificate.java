package fairlead.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine, made for one test.
 *
 * @param keys its key, and the certificate
 * @param trust the certificate alone, for who is to trust it
 */
public record Certificate(Path keys, Path trust) {
  public static final String PASSWORD = "only-for-tests";

  public static Certificate make(Path directory, String name)
      throws IOException, InterruptedException {
    Path keys = directory.resolve(name + ".p12");
    Path trust = directory.resolve(name + "-trust.p12");
    Path file = directory.resolve(name + ".cer");
    keytool(
        List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2"),
        List.of("-alias", "default", "-dname", "CN=localhost", "-keystore", keys.toString()),
        List.of("-ext", "san=dns:localhost,ip:127.0.0.1,ip:127.0.0.2"));
    keytool(
        List.of("-exportcert", "-alias", "default", "-keystore", keys.toString()),
        List.of("-file", file.toString()));
    keytool(
        List.of("-importcert", "-noprompt", "-alias", "trusted", "-file", file.toString()),
        List.of("-keystore", trust.toString()));
    return new Certificate(keys, trust);
  }

  /** For a server with this certificate, and for clients that trust it. */
  public SSLContext context() throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store(keys), PASSWORD.toCharArray());
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(store(trust));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, PASSWORD.toCharArray());
    }
    return store;
  }

  @SafeVarargs
  private static void keytool(List<String>... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    for (List<String> some : arguments) {
      command.addAll(some);
    }
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("keytool failed: " + command.get(1));
    }
  }
}
