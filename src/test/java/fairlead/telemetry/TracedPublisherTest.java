package fairlead.telemetry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracedPublisherTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private final Greeter greeter = new Greeter();
  private final SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8);
  private final List<String> got = new ArrayList<>();

  @Test
  void theSpanEndsWhenTheLastItemWasTaken() throws Exception {
    publisher().subscribe(new Taker(8));
    source.submit("one");
    assertEquals(List.of("one"), got);
    assertTrue(TELEMETRY.getSpans().isEmpty());
    source.close();
    assertEquals(StatusCode.UNSET, TELEMETRY.getSpans().get(0).getStatus().getStatusCode());
    assertEquals(1, TELEMETRY.getSpans().size());
  }

  @Test
  void aFailureEndsItAsFailed() throws Exception {
    publisher().subscribe(new Taker(8));
    source.closeExceptionally(new IllegalStateException("hunter2"));
    assertEquals(
        "java.lang.IllegalStateException",
        TELEMETRY.getSpans().get(0).getAttributes().get(stringKey("error.type")));
  }

  @Test
  void cancellingEndsItAndLaterEndsDoNotCount() throws Exception {
    publisher().subscribe(new Taker(1));
    source.submit("one");
    source.close();
    assertEquals(1, TELEMETRY.getSpans().size());
  }

  @Test
  void aPublisherThatNobodyTookEndsItsSpanToo() throws Exception {
    assertNotSame(source, publisher());
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (TELEMETRY.getSpans().isEmpty() && System.nanoTime() < deadline) {
      System.gc();
      Thread.onSpinWait();
    }
    assertEquals(1, TELEMETRY.getSpans().size());
  }

  @SuppressWarnings("unchecked")
  private Flow.Publisher<String> publisher() throws Exception {
    greeter.many = source;
    return (Flow.Publisher<String>)
        new TracedInterceptor(TELEMETRY.getOpenTelemetry()).call(Invocation.of(greeter, "many"));
  }

  /** Takes a number of items, then cancels. */
  private final class Taker implements Flow.Subscriber<String> {
    private final int most;
    private Flow.Subscription subscription;

    Taker(int most) {
      this.most = most;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(8);
    }

    @Override
    public void onNext(String item) {
      got.add(item);
      if (got.size() == most) {
        subscription.cancel();
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
