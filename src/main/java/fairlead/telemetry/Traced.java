package fairlead.telemetry;

import io.opentelemetry.api.trace.SpanKind;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a span for each call of a bean's business methods, or of one method; on EJBs also for each
 * run of a timer. On a stereotype it applies to all beans of the stereotype.
 *
 * <p>Calls within a bean do not pass through interceptors and make no span.
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Traced {
  /**
   * On a method, the span's name; on a class, the name that replaces the class in {@code
   * Class.method}. Must not contain values, so that there are few names.
   */
  @Nonbinding
  String value() default "";

  @Nonbinding
  SpanKind kind() default SpanKind.INTERNAL;
}
