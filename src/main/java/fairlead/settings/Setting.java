package fairlead.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that is read from the configuration. docs/CONFIGURATION.md has a row for each; a test
 * compares name, default, unit and range.
 *
 * <p>The field is an {@code int}, {@code long}, {@code boolean}, {@code Duration}, {@code String},
 * {@code List<String>} (separated by commas) or an enum, or an {@code Optional} of one of these
 * when there is no default.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Setting {
  /** Such as {@code fairlead.terminal.grace}. */
  String name();

  /** The default, as it would be written in the configuration. Empty: unset. */
  String defaultsTo() default "";

  /** What the value counts, such as {@code bytes}. Durations and switches need none. */
  String unit() default "";

  /** The smallest value; required for numbers and durations. */
  String min() default "";

  /** The largest value; required for numbers and durations. */
  String max() default "";

  /** Whether {@code PT0S} is allowed although it is below {@link #min}. */
  boolean orZero() default false;

  boolean powerOfTwo() default false;

  /** The only values of a text. Empty: any. */
  String[] choices() default {};

  /** Whether the value must not be shown. */
  boolean secret() default false;

  /** The check for a text, or for each text of a list. */
  Class<? extends TextCheck> check() default TextCheck.Line.class;
}
