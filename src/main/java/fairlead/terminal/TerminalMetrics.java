package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.telemetry.Scopes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The measurements of events of terminals; {@link TerminalGauges} reads the rest. */
final class TerminalMetrics {
  /** What a terminal waits for. */
  enum Side {
    BROWSER,
    HOST
  }

  /** Who caused a failed opening. Only {@code SERVER} is worth an investigation. */
  enum Blame {
    CLIENT,
    SERVER
  }

  static final AttributeKey<String> MODE = AttributeKey.stringKey("fairlead.terminal.mode");
  static final AttributeKey<String> REASON = AttributeKey.stringKey("fairlead.terminal.end.reason");
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  static final AttributeKey<Long> CODE = AttributeKey.longKey("fairlead.close.code");
  private static final AttributeKey<String> BLAME = AttributeKey.stringKey("fairlead.error.side");
  private static final AttributeKey<String> REFUSAL =
      AttributeKey.stringKey("fairlead.refusal.reason");
  private static final AttributeKey<String> WAIT = AttributeKey.stringKey("fairlead.wait.outcome");
  private static final AttributeKey<String> SIDE = AttributeKey.stringKey("fairlead.stall.side");

  /** Seconds, from an echo on the same machine to a delay that everyone notices. */
  private static final List<Double> ECHO =
      List.of(0.0001, 0.00025, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0);

  private static final List<Double> STALL =
      List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0);

  /** Seconds, from ten seconds to a day. */
  private static final List<Double> LIFE =
      List.of(10.0, 60.0, 300.0, 900.0, 1_800.0, 3_600.0, 7_200.0, 14_400.0, 28_800.0, 86_400.0);

  // A client may close with any code from 3000 to 4999, each of which would be a time series.
  private static final Set<Integer> CODES = Set.of(1000, 1001, 1005, 1006, 1008, 1009, 1011);
  private static final int OTHER_CODE = 0;

  private final boolean off;
  private final LongCounter opened;
  private final LongCounter ended;
  private final DoubleHistogram duration;
  private final DoubleHistogram echo;
  private final DoubleHistogram stall;
  private final LongCounter resumed;
  private final LongCounter replayed;
  private final LongCounter skipped;
  private final LongCounter closed;
  private final LongCounter refused;
  private final DoubleHistogram wait;

  TerminalMetrics(OpenTelemetry openTelemetry) {
    Meter meter = openTelemetry.getMeter(Scopes.NAME);
    off = Scopes.off(meter);
    opened = counter(meter, "opened", "{terminal}", "Attempts to open a terminal");
    ended = counter(meter, "ended", "{terminal}", "Terminals ended");
    duration = histogram(meter, "duration", LIFE, "Lifetime of a terminal");
    echo = histogram(meter, "echo.duration", ECHO, "Time from a key to the output that follows it");
    stall =
        histogram(meter, "stall.duration", STALL, "Time for which flow control held bytes back");
    resumed = counter(meter, "resumed", "{resume}", "Terminals resumed");
    replayed = counter(meter, "replayed", "By", "Output sent again at a resume");
    skipped = counter(meter, "skipped", "By", "Output no longer held at a resume");
    closed = counter(meter, "closed", "{connection}", "Connections closed");
    refused = counter(meter, "refused", "{terminal}", "Terminals refused");
    wait =
        histogram(meter, "wait.duration", STALL, "Time an opening waited for its turn at a host");
  }

  /** Whether metrics are off. */
  boolean off() {
    return off;
  }

  void opened(String mode) {
    opened.add(1, Attributes.of(MODE, mode));
  }

  /**
   * Counts a terminal that could not be opened.
   *
   * @param error one of few, in lower case
   */
  void failed(String mode, String error, Blame blame) {
    opened.add(1, Attributes.of(MODE, mode, ERROR, error, BLAME, lower(blame)));
  }

  void ended(Ending.Reason reason, long nanos) {
    Attributes attributes = Attributes.of(REASON, lower(reason));
    ended.add(1, attributes);
    duration.record(nanos / 1e9, attributes);
  }

  /**
   * Records the time from a key to the output that follows it.
   *
   * @param opening of its terminal, for the exemplar
   */
  void echoed(long nanos, Context opening) {
    echo.record(nanos / 1e9, Attributes.empty(), opening);
  }

  void stalled(Side side, long nanos) {
    stall.record(nanos / 1e9, Attributes.of(SIDE, lower(side)));
  }

  void resumed(Attachment at) {
    resumed.add(1);
    replayed.add(at.replayed());
    skipped.add(at.skipped());
  }

  void closed(int code) {
    boolean known = CODES.contains(code) || Failure.isCloseCode(code);
    closed.add(1, Attributes.of(CODE, (long) (known ? code : OTHER_CODE)));
  }

  /**
   * Counts a refused opening or attach.
   *
   * @param reason one of few, in lower case
   */
  void refused(String reason) {
    refused.add(1, Attributes.of(REFUSAL, reason));
  }

  void waited(HostConcurrencyLimiter.Outcome outcome, long nanos) {
    wait.record(nanos / 1e9, Attributes.of(WAIT, lower(outcome)));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter
        .counterBuilder("fairlead.terminal." + name)
        .setUnit(unit)
        .setDescription(description)
        .build();
  }

  private static DoubleHistogram histogram(
      Meter meter, String name, List<Double> buckets, String description) {
    return meter
        .histogramBuilder("fairlead.terminal." + name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(buckets)
        .build();
  }
}
