package fairlead.ssh.jsch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.ssh.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JschShellTest {
  @Test
  void oneMeasurementThatWaitsForTheHostIsEnough() {
    List<Runnable> begun = new ArrayList<>();
    Shell shell =
        new JschShell(
            "test",
            null,
            null,
            new SessionSocketFactory(null, null, Duration.ZERO),
            null,
            null,
            work -> {
              begun.add(work);
              return new Thread(() -> {});
            });
    shell.measureRoundTrip();
    shell.measureRoundTrip();
    assertEquals(1, begun.size());
  }
}
