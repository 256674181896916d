package fairlead.access;

import fairlead.failure.Failure;
import fairlead.failure.Refused;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one JSON message from a browser, received by a socket or a request. The reader asks
 * for each field, and {@link #finish} refuses unknown ones.
 */
public final class MessageFields {
  /** Cached, because the static methods of {@code Json} look up their provider at every call. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private static final JsonBuilderFactory ARRAYS = Json.createBuilderFactory(Map.of());

  private static final double SAFE = 1L << 53;
  private static final String SHAPE =
      "A message must be one JSON object of texts, numbers and lists of texts.";

  /** Any message may have it, and it is ignored (docs/decisions/0016). */
  private static final String TRACE_PARENT = "traceparent";

  private static final int VALUES = 20;
  private static final int VALUE = 4_096;

  private final Map<String, JsonValue> object;
  private final Set<String> known = new HashSet<>(Set.of(TRACE_PARENT));

  private MessageFields(Map<String, JsonValue> object) {
    this.object = object;
  }

  /**
   * Reads one object whose fields are texts, numbers, booleans, null or arrays of these.
   *
   * @throws Refused when it is anything else, or a field comes twice
   */
  public static MessageFields parse(String text) throws Refused {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw bad(SHAPE);
      }
      Map<String, JsonValue> object = new HashMap<>();
      while (parser.next() == JsonParser.Event.KEY_NAME) {
        if (object.put(parser.getString(), value(parser)) != null) {
          throw bad("A field is given twice.");
        }
      }
      if (parser.hasNext()) {
        throw bad(SHAPE);
      }
      return new MessageFields(object);
    } catch (RuntimeException e) {
      // Parsers differ in what they throw, and their messages may quote a password.
      throw bad(SHAPE);
    }
  }

  /** Not recursive: a message has no nesting deeper than an array. */
  private static JsonValue value(JsonParser parser) throws Refused {
    JsonParser.Event event = parser.next();
    if (event != JsonParser.Event.START_ARRAY) {
      return flat(parser, event);
    }
    JsonArrayBuilder array = ARRAYS.createArrayBuilder();
    for (event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
      array.add(flat(parser, event));
    }
    return array.build();
  }

  private static JsonValue flat(JsonParser parser, JsonParser.Event event) throws Refused {
    if (event == JsonParser.Event.START_ARRAY || event == JsonParser.Event.START_OBJECT) {
      throw bad(SHAPE);
    }
    return parser.getValue();
  }

  /**
   * A text that is not empty.
   *
   * @param most characters
   */
  public String text(String name, int most) throws Refused {
    String expected = "text of 1 to " + most + " characters";
    if (value(name, expected) instanceof JsonString text
        && !text.getString().isEmpty()
        && text.getString().length() <= most) {
      return text.getString();
    }
    throw bad(name + ": wrong (expected: " + expected + ")");
  }

  /** Null when the field is not there. */
  public String optionalText(String name, int most) throws Refused {
    return object.containsKey(name) ? text(name, most) : null;
  }

  /** A finite number. */
  public double number(String name) throws Refused {
    if (value(name, "a number") instanceof JsonNumber number) {
      double value = number.doubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw bad(name + ": wrong (expected: a number)");
  }

  /** An integer from 0, below 2^53. */
  public long offset(String name) throws Refused {
    double value = number(name);
    if (value < 0 || value >= SAFE || value != Math.rint(value)) {
      throw bad(name + ": wrong (expected: an integer from 0, below 2^53)");
    }
    return (long) value;
  }

  /** Texts that may be secret, or null. The caller must wipe them. */
  public char[][] secrets(String name) throws Refused {
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

  /** Checks that there are no unknown fields. */
  public void finish() throws Refused {
    if (!known.containsAll(object.keySet())) {
      throw bad("The message has an unknown field.");
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
