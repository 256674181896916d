package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.LibertyServer;
import fairlead.testing.aws.AwsServer;
import fairlead.testing.aws.KeyBoard;
import fairlead.testing.aws.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What 5,000 instances cost a running server; no test by itself. docs/PERFORMANCE.md has what it
 * said.
 */
class Ec2Cost {
  private static final int INSTANCES = 5_000;
  private static final int CALLS = 50;

  @Test
  void measure() throws Exception {
    Path directory = Site.directory("cost");
    try (AwsServer aws = new AwsServer(new KeyBoard(directory))) {
      for (int i = 0; i < INSTANCES; i++) {
        aws.machines()
            .add(
                new Machine(
                    "i-0%016x".formatted(i),
                    i % 2 == 0 ? "127.0.0.1" : null,
                    "10.0." + i / 256 + "." + i % 256,
                    Map.of("Name", "web-" + i, "Team", "team-" + i % 20)));
      }
      LibertyServer server =
          Site.server(
              directory,
              Map.of(
                  "AWS_ACCESS_KEY_ID",
                  AwsServer.ACCESS_KEY,
                  "AWS_SECRET_ACCESS_KEY",
                  AwsServer.SECRET,
                  "FAIRLEAD_HOSTS_PROBE",
                  "false"));
      try {
        Browserless person = Browserless.signedIn(server.address(), "operator");
        long before = server.readings().heapKiB();
        times(person, "no instance");
        Files.writeString(
            directory.resolve("ec2.yaml"),
            """
            accounts: [{name: main, regions: [eu-central-1]}]
            users: [{user: ubuntu}]
            labels: [Team]
            endpoints: {ec2: '%s'}
            """
                .formatted(aws.url()));
        awaitList(person);
        System.out.printf("heap: %d KiB, then %d%n", before, server.readings().heapKiB());
        times(person, INSTANCES + " instances");
      } finally {
        server.close();
      }
    }
  }

  private static void times(Browserless person, String what) throws Exception {
    double[] millis = new double[CALLS];
    int length = 0;
    for (int i = 0; i < 2 * CALLS; i++) {
      long begun = System.nanoTime();
      length = person.get("/api/hosts").body().length();
      millis[i % CALLS] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s: /api/hosts of %d bytes, p50 %.1f ms, p95 %.1f ms%n",
        what, length, millis[CALLS / 2], millis[CALLS * 95 / 100]);
  }

  private static void awaitList(Browserless person) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!person.get("/api/hosts").body().contains("web-4999\"")) {
      assertTrue(System.nanoTime() < deadline, "no list");
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
