package fairlead.health;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The server works without what this {@link Probe} checks: readiness shows the result and stays up.
 */
@Qualifier
@Retention(RUNTIME)
@Target(TYPE)
public @interface Advisory {
  /** For lookups. */
  final class Literal extends AnnotationLiteral<Advisory> implements Advisory {
    private static final long serialVersionUID = 1;

    static final Literal INSTANCE = new Literal();

    private Literal() {}
  }
}
