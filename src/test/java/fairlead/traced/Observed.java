package fairlead.traced;

import fairlead.telemetry.Traced;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A stereotype whose beans are traced. */
@Stereotype
@ApplicationScoped
@Traced
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Observed {}
