package fairlead.health;

import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** What a {@link Probe} that is down does to the server's health. */
enum Effect {
  LIVENESS,
  READINESS,
  NONE;

  /**
   * The effect that the qualifiers of the probe's bean declare.
   *
   * @throws IllegalStateException if they declare none, or contradict each other
   */
  static Effect of(Class<?> probe, Set<Annotation> qualifiers) {
    boolean live = qualifiers.contains(Liveness.Literal.INSTANCE);
    boolean ready = qualifiers.contains(Readiness.Literal.INSTANCE);
    boolean advisory = qualifiers.contains(Advisory.Literal.INSTANCE);
    if (live == ready || (live && advisory)) {
      throw new IllegalStateException(
          probe.getName()
              + ": "
              + qualifiers
              + " (expected: @Liveness, @Readiness, or @Readiness @Advisory)");
    }
    if (advisory) {
      return NONE;
    }
    return live ? LIVENESS : READINESS;
  }

  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
