package fairlead.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A field that is read from the configuration. docs/CONFIGURATION.md has a row for each; a test
 * holds name, default, unit and range of the two together.
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

  /** The least value; every number and every duration has one. */
  String min() default "";

  /** The largest value; every number and every duration has one. */
  String max() default "";

  /** Whether {@code PT0S} is allowed although it is below {@link #min}. */
  boolean orZero() default false;

  boolean powerOfTwo() default false;

  /** The only values of a text. Empty: any. */
  String[] choices() default {};

  /** Whether the value must not be shown. */
  boolean secret() default false;

  /** What a text, or each text of a list, has to be. */
  Class<? extends TextCheck> check() default TextCheck.Line.class;
}
