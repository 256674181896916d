package fairlead.telemetry;

import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** A bean whose calls are traced. */
@Traced
public class Greeter {
  static final String SECRET = "hunter2";

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @Traced("Stereotyped")
  @interface Observed {}

  /** Fails with a message that tells nothing. */
  @SafeMessage
  static final class Known extends Exception {
    private static final long serialVersionUID = 1;

    Known() {
      super("The host is down.", new IOException("auth with " + SECRET + " failed"));
    }
  }

  /** Says no. */
  @Refusal
  static final class Declined extends Exception {
    private static final long serialVersionUID = 1;

    Declined() {
      super("not " + SECRET);
    }
  }

  @Observed
  public static class ByStereotype {
    public void greet() {}
  }

  public static class Heir extends Greeter {}

  final CompletableFuture<String> later = new CompletableFuture<>();
  Flow.Publisher<String> many;
  Supplier<String> inside = () -> "";

  public String greet(
      @SpanParameter("fairlead.host") String host,
      @SpanParameter("fairlead.port") int port,
      @SpanParameter("fairlead.password") String password,
      @SpanParameter("fairlead.answer") char[] answer,
      String other) {
    return "Hello";
  }

  @Traced(value = "greet everybody", kind = SpanKind.CLIENT)
  public void named() {}

  @Untraced
  public void quiet() {}

  public void fails() throws IOException {
    throw new IOException("wrong password " + SECRET);
  }

  public void failsSafely() throws Known {
    throw new Known();
  }

  public void refuses() throws Declined {
    throw new Declined();
  }

  public void breaks() {
    throw new AssertionError(SECRET);
  }

  public CompletableFuture<String> later() {
    return later;
  }

  public Flow.Publisher<String> many() {
    return many;
  }

  public String inside() {
    return inside.get();
  }
}
