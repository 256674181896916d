package fairlead.terminal;

import fairlead.access.MessageFields;
import fairlead.failure.Failure;
import fairlead.failure.Refused;
import fairlead.ssh.Size;

/** A message of a {@code fairlead.v1} client (docs/PROTOCOL.md, "From the browser"). */
sealed interface ClientMessage {
  /** Calls the method of the connection that handles this message. */
  void deliver(Connection to) throws Refused;

  /**
   * Opens a new terminal.
   *
   * @param host the name of a host, or a typed host
   * @param user the account on it, or null for the first one that the person may use
   */
  record Open(String host, String user, Size size) implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.open(this);
    }
  }

  /** Attaches to a running terminal. */
  record Attach(String terminal, String token, long output, long input, Size size)
      implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.attach(this);
    }
  }

  record Resize(Size size) implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.resize(size);
    }
  }

  record Ack(long output) implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.acknowledged(output);
    }
  }

  /**
   * The answer to a prompt.
   *
   * @param values one per field, or null when the person cancelled; the receiver wipes them
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int id, char[][] values) implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.answer(id, values);
    }
  }

  record Interrupt() implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.interrupt();
    }
  }

  record End() implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.end();
    }
  }

  record Ping(double t) implements ClientMessage {
    @Override
    public void deliver(Connection to) {
      to.ping(t);
    }
  }

  record Pong(double t) implements ClientMessage {
    @Override
    public void deliver(Connection to) {
      // The connection has already noted that the client is alive.
    }
  }

  /**
   * Reads one text frame.
   *
   * @throws Refused as {@link Failure#BAD_MESSAGE} with what is wrong and what is expected
   */
  static ClientMessage parse(String text) throws Refused {
    MessageFields fields = MessageFields.parse(text);
    ClientMessage message = of(fields);
    fields.finish();
    return message;
  }

  private static ClientMessage of(MessageFields fields) throws Refused {
    return switch (fields.text("type", 32)) {
      case "open" ->
          new Open(fields.text("host", 400), fields.optionalText("user", 128), size(fields));
      case "attach" ->
          new Attach(
              fields.text("terminal", 128),
              fields.text("token", 128),
              fields.offset("output"),
              fields.offset("input"),
              size(fields));
      case "resize" -> new Resize(size(fields));
      case "ack" -> new Ack(fields.offset("output"));
      case "answer" -> new Answer((int) fields.offset("id"), fields.secrets("values"));
      case "interrupt" -> new Interrupt();
      case "end" -> new End();
      case "ping" -> new Ping(fields.number("t"));
      case "pong" -> new Pong(fields.number("t"));
      default -> throw new Refused(Failure.BAD_MESSAGE, "type: unknown");
    };
  }

  private static Size size(MessageFields fields) throws Refused {
    return Size.clamped(fields.number("columns"), fields.number("rows"));
  }
}
