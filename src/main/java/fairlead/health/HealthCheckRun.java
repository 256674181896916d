package fairlead.health;

import fairlead.concurrent.AlignedSchedule;
import fairlead.redis.ClusterLease;
import fairlead.telemetry.Log;
import fairlead.telemetry.Traced;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Runs the health check, each time as one trace with spans for the call and its Redis commands. */
@ApplicationScoped
@Traced
public class HealthCheckRun {
  static final String NAME = "health-check";
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("fairlead.timer.outcome");

  private static final Log LOG = Log.of(HealthCheckRun.class);

  /** The outcome of a run. */
  enum Outcome {
    SUCCESS,
    FAILURE,
    /** Another server did it, the previous run had not ended, or this run was missed. */
    SKIPPED;

    String attribute() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final AtomicBoolean failing = new AtomicBoolean();

  private HealthSettings settings;
  private ClusterLease turns;
  private RunMetrics metrics;

  /** For the CDI container. */
  protected HealthCheckRun() {}

  @Inject
  HealthCheckRun(HealthSettings settings, ClusterLease turns, RunMetrics metrics) {
    this.settings = settings;
    this.turns = turns;
    this.metrics = metrics;
  }

  /** Runs the check, unless another server of the cluster does. */
  Outcome run() {
    long begun = System.nanoTime();
    Outcome outcome = Outcome.FAILURE;
    try {
      outcome = runInTurn();
    } finally {
      metrics.ran(outcome, System.nanoTime() - begun);
      Span span = Span.current().setAttribute(OUTCOME, outcome.attribute());
      if (outcome == Outcome.FAILURE) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    return outcome;
  }

  private Outcome runInTurn() {
    Duration length = AlignedSchedule.turn(settings.timerInterval(), System.currentTimeMillis());
    OptionalLong turn = turns.take(NAME, length);
    if (turn.isEmpty()) {
      LOG.log(Level.DEBUG, "Another server runs this health check");
      return Outcome.SKIPPED;
    }
    long begun = System.nanoTime();
    boolean well = call(turn.getAsLong());
    long took = System.nanoTime() - begun;
    // Half of the timeout: it may soon fail.
    if (well && took > settings.timerTimeout().toNanos() / 2) {
      LOG.log(Level.WARNING, "The health check was slow: {0} ms", took / 1_000_000);
    }
    return well ? Outcome.SUCCESS : Outcome.FAILURE;
  }

  private boolean call(long turn) {
    try (RoundTripClient client = client();
        Response answer = answer(client)) {
      String body = answer.hasEntity() ? answer.readEntity(String.class) : "";
      boolean well = answer.getStatus() == 200;
      LOG.log(
          level(well),
          "Health check {0}: {1} {2}",
          turn,
          answer.getStatus(),
          body.substring(0, Math.min(200, body.length())));
      return well;
    } catch (ProcessingException | IllegalStateException failure) {
      LOG.log(level(false), "Health check " + turn + ": no answer from " + settings.url(), failure);
      return false;
    }
  }

  /**
   * Returns the response whatever its status. The exception is caught because the server logs a
   * warning for each client that is configured not to throw.
   */
  private static Response answer(RoundTripClient client) {
    try {
      return client.roundTrip();
    } catch (WebApplicationException refused) {
      return refused.getResponse();
    }
  }

  /** The first failure of an outage is a warning; the following ones are logged at DEBUG. */
  private Level level(boolean well) {
    boolean turned = failing.getAndSet(!well) == well;
    if (well) {
      return Level.INFO;
    }
    return turned ? Level.WARNING : Level.DEBUG;
  }

  private RoundTripClient client() {
    long millis = settings.timerTimeout().toMillis();
    return RestClientBuilder.newBuilder()
        .baseUri(settings.url())
        .connectTimeout(millis, TimeUnit.MILLISECONDS)
        .readTimeout(millis, TimeUnit.MILLISECONDS)
        .build(RoundTripClient.class);
  }
}
