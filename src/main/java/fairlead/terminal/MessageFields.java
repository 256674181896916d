package fairlead.terminal;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one message from a browser; each is asked for once, and none may be left over. */
final class MessageFields {
  /** Kept: the static methods of {@code Json} look for their provider at every call. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private static final double SAFE = 1L << 53;
  private static final String SHAPE = "A text frame must be one JSON object.";
  private static final String TRACE_PARENT = "traceparent";
  private static final int VALUES = 20;
  private static final int VALUE = 4_096;

  private final JsonObject object;
  private final Set<String> known = new HashSet<>(Set.of(TRACE_PARENT));

  MessageFields(String text) throws Refused {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw bad(SHAPE);
      }
      object = parser.getObject();
      if (parser.hasNext()) {
        throw bad(SHAPE);
      }
    } catch (RuntimeException e) {
      // Parsers differ in what they throw, for deep nesting too, and their messages may quote a
      // password.
      throw bad(SHAPE);
    }
  }

  String text(String name, int most) throws Refused {
    String expected = "text of 1 to " + most + " characters";
    if (value(name, expected) instanceof JsonString text
        && !text.getString().isEmpty()
        && text.getString().length() <= most) {
      return text.getString();
    }
    throw bad(name + ": wrong (expected: " + expected + ")");
  }

  /** Null when the field is not there. */
  String optionalText(String name, int most) throws Refused {
    return object.containsKey(name) ? text(name, most) : null;
  }

  double number(String name) throws Refused {
    if (value(name, "a number") instanceof JsonNumber number) {
      double value = number.doubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw bad(name + ": wrong (expected: a number)");
  }

  long offset(String name) throws Refused {
    double value = number(name);
    if (value < 0 || value >= SAFE || value != Math.rint(value)) {
      throw bad(name + ": wrong (expected: an integer from 0, below 2^53)");
    }
    return (long) value;
  }

  /** Texts that may be secret, or null: whoever takes them wipes them. */
  char[][] secrets(String name) throws Refused {
    String expected = "null, or at most " + VALUES + " texts of at most " + VALUE + " characters";
    JsonValue value = value(name, expected);
    if (value == JsonValue.NULL) {
      return null;
    }
    if (!(value instanceof JsonArray array) || array.size() > VALUES) {
      throw bad(name + ": wrong (expected: " + expected + ")");
    }
    List<char[]> values = new ArrayList<>();
    for (JsonValue element : array) {
      if (!(element instanceof JsonString text) || text.getString().length() > VALUE) {
        values.forEach(chars -> Arrays.fill(chars, '\0'));
        throw bad(name + ": wrong (expected: " + expected + ")");
      }
      values.add(text.getString().toCharArray());
    }
    return values.toArray(char[][]::new);
  }

  /**
   * The trace that the sender works in, or null; one that is wrong is none (W3C Trace Context
   * §3.2).
   */
  String traceParent() {
    return object.get(TRACE_PARENT) instanceof JsonString text ? text.getString() : null;
  }

  /** Checks that nothing is left over. */
  void finish() throws Refused {
    if (!known.containsAll(object.keySet())) {
      throw bad("The message has a field that it should not have.");
    }
  }

  private JsonValue value(String name, String expected) throws Refused {
    known.add(name);
    JsonValue value = object.get(name);
    if (value == null) {
      throw bad(name + ": missing (expected: " + expected + ")");
    }
    return value;
  }

  private static Refused bad(String sentence) {
    return new Refused(Failure.BAD_MESSAGE, sentence);
  }
}
