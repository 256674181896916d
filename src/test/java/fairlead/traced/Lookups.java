package fairlead.traced;

import fairlead.telemetry.SpanParameter;
import fairlead.telemetry.Untraced;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A bean that is traced by its stereotype. */
@Observed
public class Lookups {
  public CompletionStage<String> find(
      @SpanParameter("fairlead.host") String host,
      @SpanParameter("fairlead.password") String password) {
    return CompletableFuture.supplyAsync(() -> "Found " + host);
  }

  public void fail() {
    throw new IllegalStateException("hunter2");
  }

  @Untraced
  public int size() {
    return 1;
  }
}
