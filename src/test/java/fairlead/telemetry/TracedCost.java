package fairlead.telemetry;

import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.interceptor.InvocationContext;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a traced call costs beyond the call, in nanoseconds and bytes: the middle of eleven rounds
 * after five to warm up. docs/TRACING.md says how to run it, and what it said.
 */
public final class TracedCost {
  private static final int CALLS = 500_000;
  private static final int WARM = 5;
  private static final int ROUNDS = 11;

  /** The exporter's part is not the caller's. */
  private static final class Nowhere implements SpanProcessor {
    @Override
    public void onStart(io.opentelemetry.context.Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.hasEnded() && span.getName().isEmpty()) {
        throw new IllegalStateException("a span without a name");
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private interface Call {
    Object run(InvocationContext context) throws Exception;
  }

  private TracedCost() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
    InvocationContext plain = Invocation.of(new Greeter(), "inside");
    InvocationContext host =
        Invocation.of(new Greeter(), "greet", "web", 22, "p", new char[1], "other");
    TracedInterceptor off = new TracedInterceptor(OpenTelemetry.noop());
    try (SdkTracerProvider all = provider(Sampler.alwaysOn());
        SdkTracerProvider none = provider(Sampler.alwaysOff())) {
      TracedInterceptor on = new TracedInterceptor(sdk(all));
      TracedInterceptor unsampled = new TracedInterceptor(sdk(none));
      double[] call = measure("the call itself", plain, InvocationContext::proceed, null);
      measure("off", plain, off::call, call);
      measure("unsampled", plain, unsampled::call, call);
      measure("on", plain, on::call, call);
      double[] four = measure("a call with parameters", host, InvocationContext::proceed, null);
      measure("on, four of them in the span", host, on::call, four);
    }
  }

  private static double[] measure(String name, InvocationContext context, Call call, double[] less)
      throws Exception {
    double[] nanos = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = -WARM; round < ROUNDS; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long since = System.nanoTime();
      long sum = 0;
      for (int i = 0; i < CALLS; i++) {
        sum += call.run(context).hashCode();
      }
      if (round >= 0) {
        nanos[round] = (System.nanoTime() - since) / (double) CALLS;
        // Using the results keeps the compiler from removing the calls.
        bytes[round] =
            (sum == 1 ? 1 : 0)
                + (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) CALLS;
      }
    }
    Arrays.sort(nanos);
    Arrays.sort(bytes);
    double[] middle = {nanos[ROUNDS / 2], bytes[ROUNDS / 2]};
    System.out.printf(
        "%-30s %8.1f ns %8.0f B   [%.1f..%.1f]%n",
        name,
        middle[0] - (less == null ? 0 : less[0]),
        middle[1] - (less == null ? 0 : less[1]),
        nanos[0],
        nanos[ROUNDS - 1]);
    return middle;
  }

  private static SdkTracerProvider provider(Sampler sampler) {
    return SdkTracerProvider.builder().setSampler(sampler).addSpanProcessor(new Nowhere()).build();
  }

  private static OpenTelemetry sdk(SdkTracerProvider provider) {
    return OpenTelemetrySdk.builder().setTracerProvider(provider).build();
  }
}
