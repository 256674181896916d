package fairlead.telemetry;

import io.opentelemetry.context.Scope;
import java.lang.ref.Cleaner;
import java.util.concurrent.Flow;

/**
 * Wraps a publisher that a traced method returned. The span ends with the first subscription that
 * ends, or when the publisher is garbage without a subscription.
 */
final class TracedPublisher<T> implements Flow.Publisher<T> {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Flow.Publisher<T> publisher;
  private final TracedCall call;
  private final Unused unused;
  private final Cleaner.Cleanable cleanable;

  TracedPublisher(Flow.Publisher<T> publisher, TracedCall call) {
    this.publisher = publisher;
    this.call = call;
    unused = new Unused(call);
    cleanable = CLEANER.register(this, unused);
  }

  @Override
  @SuppressWarnings("try") // a scope is there to be closed
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    unused.subscribed = true;
    cleanable.clean();
    try (Scope scope = call.context().makeCurrent()) {
      publisher.subscribe(new Watched<>(subscriber, call));
    } catch (RuntimeException | Error e) {
      call.end(e);
      throw e;
    }
  }

  /** Ends the span of a publisher that became garbage. Must not refer to the publisher. */
  private static final class Unused implements Runnable {
    private final TracedCall call;
    private volatile boolean subscribed;

    Unused(TracedCall call) {
      this.call = call;
    }

    @Override
    public void run() {
      if (!subscribed) {
        call.end(null);
      }
    }
  }

  private record Watched<T>(Flow.Subscriber<T> subscriber, TracedCall call)
      implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              try {
                subscription.cancel();
              } finally {
                call.end(null);
              }
            }
          });
    }

    @Override
    public void onNext(T item) {
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      try {
        subscriber.onError(failure);
      } finally {
        call.end(failure);
      }
    }

    @Override
    public void onComplete() {
      try {
        subscriber.onComplete();
      } finally {
        call.end(null);
      }
    }
  }
}
