package fairlead.hosts.ec2;

import fairlead.testing.aws.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What reading 5,000 instances takes: milliseconds of each of ten readings, and the heap that the
 * list needs. docs/PERFORMANCE.md has what it said.
 */
public final class InventoryCost {
  private static final int INSTANCES = 5_000;
  private static final int READINGS = 10;

  private InventoryCost() {}

  public static void main(String[] none) throws Exception {
    Path directory = Files.createTempDirectory("cost");
    try (AwsSite site = new AwsSite(directory)) {
      site.aws.images().put("ami-0ubuntu", "ubuntu/images/noble");
      for (int i = 0; i < INSTANCES; i++) {
        site.aws
            .machines()
            .add(
                new Machine(
                    "i-0%016x".formatted(i),
                    i % 2 == 0 ? "198.51.100.1" : null,
                    "10.0." + i / 256 + "." + i % 256,
                    Map.of("Name", "web-" + i, "Team", "team-" + i % 20, "Owner", "someone")));
      }
      Ec2Configuration configuration =
          site.configuration(
              """
              accounts: [{name: main, regions: [eu-central-1]}]
              users: [{when: {ami-name: 'ubuntu*'}, user: ubuntu}]
              labels: [Team]
              """);
      try (Inventory inventory =
          new Inventory(configuration, InstantSource.system(), Optional.empty())) {
        for (int i = 0; i < READINGS; i++) {
          long begun = System.nanoTime();
          inventory.refresh();
          System.out.printf("%.0f ms%n", (System.nanoTime() - begun) / 1e6);
        }
        long with = used();
        System.out.println(inventory.now().hosts().size() + " hosts");
        System.out.printf("%d KiB of heap with AWS and its clients%n", with / 1024);
      }
      System.out.printf("%d KiB without the list%n", used() / 1024);
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
