package fairlead.hosts.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.concurrent.Scheduler;
import fairlead.hosts.HostsSettings;
import fairlead.settings.Defaults;
import fairlead.testing.aws.Machine;
import fairlead.yaml.YamlSettings;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.event.Startup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ec2HostsTest {
  @TempDir Path directory;
  private final Scheduler scheduler = new Scheduler(Thread::new);
  private volatile ThreadFactory threads = Thread::new;
  private Ec2Hosts hosts;
  private AwsSite site;

  @BeforeEach
  void start() throws Exception {
    site = new AwsSite(directory);
    site.aws.machines().add(new Machine("i-00000001", null, "10.0.0.1", Map.of("Name", "web")));
    hosts =
        new Ec2Hosts(
            Defaults.of(new HostsSettings(), directory),
            Defaults.of(new YamlSettings()),
            scheduler,
            new Ec2Refresh(OpenTelemetry.noop()),
            work -> threads.newThread(work));
    hosts.start(new Startup());
  }

  @AfterEach
  void stop() throws Exception {
    hosts.stop();
    scheduler.stop();
    site.close();
  }

  @Test
  void aFileThatComesIsReadAndOneThatBreaksChangesNothing() throws Exception {
    assertEquals(List.of(), hosts.hosts());
    assertEquals(Optional.empty(), hosts.problem());
    write("user: ec2-user");
    await(() -> names().equals(List.of("web")));
    assertEquals(List.of("main eu-central-1"), List.copyOf(hosts.readAt().keySet()));

    write("usher: ec2-user");
    await(() -> hosts.problem().isPresent());
    assertEquals(
        "ec2.yaml, line 2, column 9: users (expected: a tag, or a user with or without when);"
            + " ec2.yaml, line 2, column 10: users: unknown field usher (expected: one of tag, when,"
            + " user) The last valid version stays in use.",
        hosts.problem().get());
    assertEquals(List.of("web"), names());

    write("user: another");
    await(() -> hosts.hosts().get(0).destination().user().equals("another"));
    assertEquals(Optional.empty(), hosts.problem());
  }

  @Test
  void aThreadThatCannotBeMadeIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    threads =
        work -> {
          if (tries.incrementAndGet() == 1) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return new Thread(work);
        };
    write("user: ec2-user");
    await(() -> names().equals(List.of("web")));
    assertTrue(tries.get() > 1);
  }

  private List<String> names() {
    return hosts.hosts().stream().map(host -> host.name()).toList();
  }

  private void write(String user) throws Exception {
    Files.writeString(
        directory.resolve("ec2.yaml"),
        """
        accounts: [{name: main, regions: [eu-central-1]}]
        users: [{%s}]
        endpoints: {ec2: '%s'}
        """
            .formatted(user, site.aws.url()));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
