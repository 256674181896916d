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
 * Makes a span of each call of a bean's business methods, or of one method; on EJBs also of each
 * run of a timer. On a stereotype it counts for all beans of the stereotype.
 *
 * <p>Calls of a bean on itself pass no interceptor, so they make no span.
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Traced {
  /**
   * On a method the span's name, on a class what stands for the class in {@code Class.method}.
   * Never made of values: names are few.
   */
  @Nonbinding
  String value() default "";

  @Nonbinding
  SpanKind kind() default SpanKind.INTERNAL;
}
