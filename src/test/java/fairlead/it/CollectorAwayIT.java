package fairlead.it;

import static fairlead.testing.Exported.attributes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Exported;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A collector that does not take what it is sent costs nobody anything. */
@ExtendWith(Travelled.class)
class CollectorAwayIT {
  private final Journey journey;

  CollectorAwayIT(Journey journey) {
    this.journey = journey;
  }

  @Test
  void oneThatAnswersNobodyDelaysNoKey() {
    assertAsWell(journey.whileStalled);
  }

  @Test
  void oneThatRefusesEverybodyDelaysNoKey() {
    assertAsWell(journey.whileRefused);
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() {
    assertTrue(
        collected("processedSpans").stream()
            .filter(point -> attributes(point.getAttributesList()).get("dropped").equals(true))
            .anyMatch(point -> point.getAsInt() > 0));
    assertTrue(
        collected("queueSize").stream()
            .filter(
                point ->
                    "BatchSpanProcessor"
                        .equals(attributes(point.getAttributesList()).get("processorType")))
            .allMatch(point -> point.getAsInt() <= Journey.SPANS_WAITING));
  }

  private List<NumberDataPoint> collected(String metric) {
    return journey.collector.metrics(metric).stream()
        .flatMap(one -> Exported.numbers(one).stream())
        .toList();
  }

  private void assertAsWell(Echoes echoes) {
    // Twice and 2 ms: what the machine's other work does to the median of 200 keys.
    double most = 2 * journey.whileWell.medianMillis() + 2;
    assertTrue(
        echoes.medianMillis() < most, "median: " + echoes.medianMillis() + " ms, not " + most);
    assertTrue(echoes.longestMillis() < 1000, "longest: " + echoes.longestMillis() + " ms");
  }
}
