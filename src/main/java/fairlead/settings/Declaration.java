package fairlead.settings;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One {@link Setting}: parses and checks its value. */
final class Declaration {
  /** Checks whose description adds nothing to the unit (text, path). */
  private static final List<Class<? extends TextCheck>> SAID_BY_UNIT =
      List.of(TextCheck.Line.class, PathText.class);

  private final Field field;
  private final Setting setting;
  private final boolean optional;
  private final Type type;

  private Declaration(Field field) {
    this.field = field;
    setting = field.getAnnotation(Setting.class);
    optional = field.getType() == Optional.class;
    type =
        optional
            ? ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]
            : field.getGenericType();
  }

  /** All settings of a class, in the order of its fields. */
  static List<Declaration> of(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Setting.class))
        .map(Declaration::new)
        .toList();
  }

  String name() {
    return setting.name();
  }

  Setting setting() {
    return setting;
  }

  /** The unit, as docs/CONFIGURATION.md names it. */
  String unit() {
    if (!setting.unit().isEmpty()) {
      return setting.unit();
    }
    if (type == Duration.class) {
      return "duration";
    }
    return type == boolean.class || type == Boolean.class ? "switch" : "text";
  }

  /** The allowed values, as docs/CONFIGURATION.md names them; empty for any value of the unit. */
  String range() {
    if (type == boolean.class || type == Boolean.class) {
      return "true, false";
    }
    if (enumeration() != null) {
      return String.join(", ", constants());
    }
    if (setting.choices().length > 0) {
      return String.join(", ", setting.choices());
    }
    if (setting.min().isEmpty()) {
      return SAID_BY_UNIT.contains(setting.check()) ? "" : check().expected();
    }
    return range("");
  }

  private String range(String unit) {
    String range = setting.min() + " to " + setting.max() + unit;
    if (setting.powerOfTwo()) {
      range += ", a power of two";
    }
    return setting.orZero() ? "PT0S, " + range : range;
  }

  /**
   * Parses and checks a value.
   *
   * @param given the configured text; empty for the default
   * @throws SettingException when the value is not allowed
   */
  Object value(Optional<String> given) throws SettingException {
    Optional<String> text = given.or(() -> Optional.of(setting.defaultsTo())).map(String::strip);
    if (text.get().isEmpty()) {
      if (optional) {
        return Optional.empty();
      }
      throw wrong(text.get(), "a value");
    }
    Object value = parse(text.get());
    return optional ? Optional.of(value) : value;
  }

  void set(Object target, Object value) {
    try {
      field.setAccessible(true);
      field.set(target, value);
    } catch (IllegalAccessException notAField) {
      throw new IllegalStateException(field.toString(), notAField);
    }
  }

  private Object parse(String text) throws SettingException {
    if (type == int.class || type == Integer.class) {
      return within(text, Integer::valueOf, "a whole number");
    }
    if (type == long.class || type == Long.class) {
      return within(text, Long::valueOf, "a whole number");
    }
    if (type == Duration.class) {
      return within(text, Duration::parse, "a duration such as PT30S");
    }
    if (type == boolean.class || type == Boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(text, "true or false");
      };
    }
    if (enumeration() != null) {
      return constant(text);
    }
    if (type == String.class) {
      return checked(text);
    }
    return list(text);
  }

  private <T extends Comparable<T>> T within(String text, Function<String, T> parse, String what)
      throws SettingException {
    try {
      T value = parse.apply(text);
      boolean zero = setting.orZero() && value.equals(Duration.ZERO);
      boolean inRange =
          value.compareTo(parse.apply(setting.min())) >= 0
              && value.compareTo(parse.apply(setting.max())) <= 0;
      boolean fits =
          !setting.powerOfTwo() || Long.bitCount(((Number) (Object) value).longValue()) == 1;
      if (zero || (inRange && fits)) {
        return value;
      }
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException notOne) {
      throw wrong(text, what + ", " + range(unitOfNumbers()));
    }
    throw wrong(text, range(unitOfNumbers()));
  }

  private String unitOfNumbers() {
    return setting.unit().isEmpty() ? "" : " " + setting.unit();
  }

  private String checked(String text) throws SettingException {
    if (setting.choices().length > 0 && !List.of(setting.choices()).contains(text)) {
      throw wrong(text, String.join(", ", setting.choices()));
    }
    TextCheck check = check();
    if (!(new TextCheck.Line().accepts(text) && check.accepts(text))) {
      throw wrong(text, check.expected());
    }
    return text;
  }

  private List<String> list(String text) throws SettingException {
    List<String> parts =
        Stream.of(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    for (String part : parts) {
      checked(part);
    }
    return parts;
  }

  private Object constant(String text) throws SettingException {
    for (Object one : enumeration().getEnumConstants()) {
      if (written(one).equalsIgnoreCase(text.replace('_', '-'))) {
        return one;
      }
    }
    throw wrong(text, String.join(", ", constants()));
  }

  private Class<?> enumeration() {
    return type instanceof Class<?> known && known.isEnum() ? known : null;
  }

  private List<String> constants() {
    return Arrays.stream(enumeration().getEnumConstants()).map(Declaration::written).toList();
  }

  /** {@code accept-new} for ACCEPT_NEW. */
  private static String written(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private TextCheck check() {
    try {
      var constructor = setting.check().getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException notACheck) {
      throw new IllegalStateException(setting.check().toString(), notACheck);
    }
  }

  private SettingException wrong(String text, String expected) {
    return new SettingException(
        setting.secret()
            ? WrongValue.ofSecret(setting.name(), expected)
            : WrongValue.of(setting.name(), text, expected));
  }
}
