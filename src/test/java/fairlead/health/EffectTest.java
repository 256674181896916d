package fairlead.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.util.Set;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

class EffectTest {
  private static final Annotation LIVE = Liveness.Literal.INSTANCE;
  private static final Annotation READY = Readiness.Literal.INSTANCE;
  private static final Annotation ADVISORY = Advisory.Literal.INSTANCE;

  @Test
  void qualifiersSayWhatAProbeDoes() {
    assertEquals(Effect.LIVENESS, effect(LIVE));
    assertEquals(Effect.READINESS, effect(READY));
    assertEquals(Effect.NONE, effect(READY, ADVISORY));
  }

  @Test
  void aProbeThatWouldBeInNoAnswerStopsTheStart() {
    assertThrows(IllegalStateException.class, () -> effect());
    assertThrows(IllegalStateException.class, () -> effect(ADVISORY));
    assertThrows(IllegalStateException.class, () -> effect(LIVE, READY));
    assertThrows(IllegalStateException.class, () -> effect(LIVE, ADVISORY));
  }

  private static Effect effect(Annotation... qualifiers) {
    return Effect.of(Probe.class, Set.of(qualifiers));
  }
}
