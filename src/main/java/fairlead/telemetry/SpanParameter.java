package fairlead.telemetry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes the parameter an attribute of the span of a {@link Traced} call. Parameters without it are
 * never recorded. Values whose type may hide a secret, or whose name suggests one, are redacted
 * ({@link Redaction}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SpanParameter {
  /** The attribute's name. */
  String value();
}
