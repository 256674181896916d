package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void seriesAreFoundWithWhatSelectsThem() {
    Query query =
        new Query(
            "histogram_quantile(0.95, sum by (le, phase) (rate(a_bucket{x=~\"b, {c} (d)\","
                + " y!=\"\"}[$__rate_interval]))) / on (z) group_left () count(b_total offset 5m) >"
                + " bool 1e3 or vector(0)");
    assertEquals(Map.of("a_bucket", Set.of("x", "y"), "b_total", Set.of()), query.matched());
    assertEquals(Set.of("le", "phase", "z"), query.grouped());
  }

  @Test
  void aggregationMayComeLast() {
    Query query = new Query("sum(rate(a[5m])) by (b) unless up == 0");
    assertEquals(Set.of("a", "up"), query.matched().keySet());
    assertEquals(Set.of("b"), query.grouped());
  }
}
