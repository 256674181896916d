package fairlead.telemetry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter becomes an attribute of the span of a {@link Traced} call. Without it no parameter
 * does; with it still none whose type may hide a secret or whose name says so ({@link Redaction}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SpanParameter {
  /** The attribute's name. */
  String value();
}
