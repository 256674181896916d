package fairlead.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.nio.file.Path;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Decides which values may be in a span: those of a few simple types, under a name that does not
 * suggest a secret. For all others the span only says that there was a value.
 */
final class Redaction {
  static final String REDACTED = "[redacted]";

  /** Maximum number of characters of a text; longer ones are content, not names. */
  static final int LONGEST = 256;

  private static final Pattern SECRET =
      Pattern.compile(
          "pass(word|phrase|wd|code)?$|pwd|secret|token|credential|cookie|authoriz|private.?key"
              + "|api.?key|^pin$|otp$|signature");

  private Redaction() {}

  /** Whether the name suggests a secret, whatever the value's type. */
  static boolean secret(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    return SECRET.matcher(end.toLowerCase(Locale.ROOT)).find();
  }

  /** Sets the attribute; null sets none. */
  static void set(Span span, String name, Object value) {
    if (value instanceof Boolean flag) {
      span.setAttribute(AttributeKey.booleanKey(name), flag);
    } else if (value instanceof Double || value instanceof Float) {
      span.setAttribute(AttributeKey.doubleKey(name), ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      span.setAttribute(AttributeKey.longKey(name), ((Number) value).longValue());
    } else if (value != null) {
      span.setAttribute(AttributeKey.stringKey(name), text(value));
    }
  }

  // Only known types: secrets are passed as char[] and byte[], and toString() of an unknown type
  // may contain anything.
  private static String text(Object value) {
    if (value instanceof Enum<?> one) {
      return one.name();
    }
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof Character
        || value instanceof UUID
        || value instanceof Path
        || value instanceof Temporal
        || value instanceof TemporalAmount) {
      String text = value.toString();
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
    return REDACTED;
  }
}
