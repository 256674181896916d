package fairlead.health;

import fairlead.redis.OncePerCluster;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Calls {@code /health-check/} as somebody outside would, through the server's HTTP, once in a
 * cluster. What goes wrong here is known to the log and the metrics before a person meets it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealthCheckTimer {
  private static final Logger LOG = Logger.getLogger(HealthCheckTimer.class.getName());
  private static final String NAME = "health-check";
  private static final AttributeKey<String> TIMER = AttributeKey.stringKey("fairlead.timer.name");
  private static final AttributeKey<String> OUTCOME =
      AttributeKey.stringKey("fairlead.timer.outcome");

  private static final Attributes SUCCESS = Attributes.of(TIMER, NAME, OUTCOME, "success");
  private static final Attributes FAILURE = Attributes.of(TIMER, NAME, OUTCOME, "failure");

  /** Another server did it, or the run before is not over, or it was missed. */
  private static final Attributes SKIPPED = Attributes.of(TIMER, NAME, OUTCOME, "skipped");

  @Inject HealthSettings settings;
  @Inject OncePerCluster turns;
  @Inject OpenTelemetry telemetry;

  private final AtomicBoolean running = new AtomicBoolean();
  private Rhythm rhythm;
  private DoubleHistogram durations;

  @PostConstruct
  void start() {
    rhythm = new Rhythm(settings.timerInterval(), System.currentTimeMillis());
    durations =
        telemetry
            .getMeter("fairlead")
            .histogramBuilder("fairlead.timer.run.duration")
            .setDescription("How long the run of a timer took")
            .setUnit("s")
            .build();
  }

  // @Traced belongs here: each run is a root span. The schedule is a constant, the interval a
  // setting: most ticks find nothing due.
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void tick() {
    long due = rhythm.due(System.currentTimeMillis());
    if (due == 0) {
      return;
    }
    if (due > 1) {
      LOG.log(Level.WARNING, "{0} health checks were missed", due - 1);
      skipped(due - 1);
    }
    if (!running.compareAndSet(false, true)) {
      LOG.warning("The health check before is not over yet");
      skipped(1);
      return;
    }
    try {
      run();
    } finally {
      running.set(false);
    }
  }

  private void run() {
    Duration interval = settings.timerInterval();
    OptionalLong turn = turns.take(NAME, interval.multipliedBy(9).dividedBy(10));
    if (turn.isEmpty()) {
      LOG.fine("Another server makes this health check");
      skipped(1);
      return;
    }
    long begun = System.nanoTime();
    boolean well = call(turn.getAsLong());
    long took = System.nanoTime() - begun;
    durations.record(took / 1e9, well ? SUCCESS : FAILURE);
    // Half of what it may take: it will fail soon.
    if (well && took > settings.timerTimeout().toNanos() / 2) {
      LOG.log(Level.WARNING, "The health check was slow: {0} ms", took / 1_000_000);
    }
  }

  private boolean call(long turn) {
    try (RoundTripClient client = client();
        Response answer = client.roundTrip()) {
      String body = answer.readEntity(String.class);
      boolean well = answer.getStatus() == 200;
      LOG.log(
          well ? Level.INFO : Level.WARNING,
          "Health check {0}: {1} {2}",
          new Object[] {turn, answer.getStatus(), body.substring(0, Math.min(200, body.length()))});
      return well;
    } catch (ProcessingException | WebApplicationException | IllegalStateException failure) {
      LOG.log(
          Level.WARNING, "Health check " + turn + ": no answer from " + settings.url(), failure);
      return false;
    }
  }

  private RoundTripClient client() {
    long millis = settings.timerTimeout().toMillis();
    return RestClientBuilder.newBuilder()
        .baseUri(settings.url())
        .connectTimeout(millis, TimeUnit.MILLISECONDS)
        .readTimeout(millis, TimeUnit.MILLISECONDS)
        // A status is an answer here.
        .property("microprofile.rest.client.disable.default.mapper", true)
        .build(RoundTripClient.class);
  }

  private void skipped(long times) {
    for (long i = 0; i < times; i++) {
      durations.record(0, SKIPPED);
    }
  }
}
