package fairlead.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import fairlead.testing.Ports;
import fairlead.testing.RedisServer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sentinel, Cluster and TLS, each against the real thing. */
@Timeout(60)
class RedisModesTest {
  private final RedisSettings settings = Defaults.of(new RedisSettings());
  @TempDir Path directory;

  @Test
  void aSentinelLeadsToItsMaster() throws Exception {
    try (RedisServer master = RedisServer.running()) {
      Path file =
          Files.writeString(
              directory.resolve("sentinel.conf"),
              "sentinel monitor main 127.0.0.1 " + master.port() + " 1\n");
      try (RedisServer sentinel = RedisServer.running(file.toString(), "--sentinel")) {
        settings.mode = RedisSettings.Mode.SENTINEL;
        settings.sentinelMaster = "main";
        roundTrip(sentinel.address());
        assertEquals(":1", master.say("EXISTS fairlead:cache:key"));
      }
    }
  }

  @Test
  void aClusterIsFoundFromOneOfItsNodes() throws Exception {
    try (RedisServer node =
        RedisServer.running("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1")) {
      assertEquals("+OK", node.say("CLUSTER ADDSLOTS " + slots(0, 8192)));
      assertEquals("+OK", node.say("CLUSTER ADDSLOTS " + slots(8192, 16384)));
      RedisTest.awaitTrue(() -> node.say("CLUSTER INFO").contains("cluster_state:ok"));
      settings.mode = RedisSettings.Mode.CLUSTER;
      roundTrip(node.address());
    }
  }

  @Test
  void tlsIsSpokenToAServerWhoseCertificateIsTrustedOnly() throws Exception {
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
    Assumptions.assumeTrue(
        run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=redis",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            key.toString(),
            "-out",
            certificate.toString()),
        "openssl is missing");
    Path trusted = directory.resolve("trusted.p12");
    assertTrue(
        run(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-importcert",
            "-noprompt",
            "-alias",
            "redis",
            "-file",
            certificate.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            trusted.toString()));
    int port = Ports.free();
    try (RedisServer server =
        RedisServer.onPort(
            port,
            "--port",
            "0",
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-auth-clients",
            "no")) {
      server.start();
      String address = "rediss://127.0.0.1:" + port;
      settings.trustStore = Optional.of(trusted.toString());
      settings.trustStorePassword = Optional.of("changeit");
      roundTrip(address);
      settings.trustStore = Optional.empty();
      assertThrows(RedisUnavailable.class, () -> roundTrip(address));
    }
  }

  private void roundTrip(String address) throws RedisUnavailable {
    settings.address = Optional.of(List.of(address));
    Redis redis = new Redis(settings, OpenTelemetry.noop());
    try {
      Cache cache = new RedisCache(redis);
      cache.put("key", "value", Duration.ofMinutes(1));
      assertEquals(Optional.of("value"), cache.get("key"));
    } finally {
      redis.stop();
    }
  }

  private static String slots(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
