package fairlead.terminal;

import fairlead.failure.Failure;
import fairlead.ssh.Exit;
import fairlead.ssh.Phase;
import fairlead.ssh.Prompt;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Makes the messages of the server to a client, as JSON text (docs/PROTOCOL.md, "From the server").
 */
public final class ServerMessage {
  /** Cached, because the static methods of {@code Json} look up their provider at every call. */
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  /** What the page may offer instead of a shell. */
  private static final String FILES = "files";

  private ServerMessage() {}

  static String opened(String terminal, String token, String node, int credit, String traceParent) {
    return text(
        traced("opened", traceParent)
            .add("terminal", terminal)
            .add("token", token)
            .add("node", node)
            .add("credit", credit));
  }

  static String attached(String token, String host, Attachment at, int credit, String traceParent) {
    return text(
        traced("attached", traceParent)
            .add("token", token)
            .add("output", at.output())
            .add("input", at.input())
            .add("skipped", at.skipped())
            .add("seen", at.seen())
            .add("credit", credit)
            .add("host", host));
  }

  static String progress(Phase phase) {
    return text(message("progress").add("phase", lower(phase)));
  }

  static String prompt(int id, Prompt prompt) {
    JsonArrayBuilder fields = JSON.createArrayBuilder();
    for (Prompt.Field field : prompt.fields()) {
      fields.add(JSON.createObjectBuilder().add("label", field.label()).add("echo", field.echo()));
    }
    return text(
        message("prompt")
            .add("id", id)
            .add("kind", lower(prompt.kind()))
            .add("host", prompt.host())
            .add("title", prompt.title())
            .add("notice", prompt.notice())
            .add("instruction", prompt.instruction())
            .add("fields", fields));
  }

  static String promptDone(int id) {
    return text(message("prompt-done").add("id", id));
  }

  static String ack(long input) {
    return text(message("ack").add("input", input));
  }

  /** The answer to an interrupt: input continues at this offset. */
  static String interrupted(long input) {
    return text(message("ack").add("input", input).add("interrupted", true));
  }

  public static String notice(String kind, String sentence) {
    return text(message("notice").add("kind", kind).add("message", sentence));
  }

  public static String notice(String kind, String sentence, long seconds) {
    return text(
        message("notice").add("kind", kind).add("message", sentence).add("seconds", seconds));
  }

  static String ended(Ending ending) {
    JsonObjectBuilder message = message("ended").add("reason", lower(ending.reason()));
    if (ending.exit() instanceof Exit.Status status) {
      message.add("exitStatus", status.status());
    } else {
      message.addNull("exitStatus");
    }
    if (ending.exit() instanceof Exit.Signal signal) {
      message.add("signal", signal.name());
    } else {
      message.addNull("signal");
    }
    message.add("message", ending.sentence());
    return text(ending.atOnce() ? message.add("offer", FILES) : message);
  }

  static String failed(Failure failure, String sentence, String traceParent) {
    JsonObjectBuilder message =
        traced("failed", traceParent).add("code", failure.closeCode()).add("message", sentence);
    return text(failure == Failure.NO_SHELL ? message.add("offer", FILES) : message);
  }

  static String ping(double t) {
    return text(message("ping").add("t", t));
  }

  static String pong(double t, OptionalDouble ssh) {
    JsonObjectBuilder message = message("pong").add("t", t);
    if (ssh.isPresent()) {
      message.add("ssh", ssh.getAsDouble());
    } else {
      message.addNull("ssh");
    }
    return text(message);
  }

  /** The only text message of plain mode: a sentence for a person. */
  static String plain(String sentence) {
    return text(JSON.createObjectBuilder().add("message", sentence));
  }

  private static JsonObjectBuilder traced(String type, String traceParent) {
    JsonObjectBuilder message = message(type);
    return traceParent == null ? message : message.add("traceparent", traceParent);
  }

  private static JsonObjectBuilder message(String type) {
    return JSON.createObjectBuilder().add("type", type);
  }

  private static String text(JsonObjectBuilder message) {
    return message.build().toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
