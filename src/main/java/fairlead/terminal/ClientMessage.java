package fairlead.terminal;

import fairlead.access.BadMessage;
import fairlead.access.MessageFields;
import fairlead.ssh.Size;

/** What a {@code fairlead.v1} client may say (docs/PROTOCOL.md, "From the browser"). */
sealed interface ClientMessage {
  /** Does what it says. */
  void deliver(Connection to) throws Refused;

  /**
   * Wants a new terminal.
   *
   * @param host the name of one, or one typed by hand
   * @param user the account on it, or null for the usual one
   * @param traceParent of the page's own trace, or null
   */
  record Open(String host, String user, Size size, String traceParent) implements ClientMessage {
    @Override
    public void deliver(Connection to) throws Refused {
      to.open(this);
    }
  }

  /**
   * Wants to go on in a terminal.
   *
   * @param traceParent of the page's own trace, or null
   */
  record Attach(
      String terminal, String token, long output, long input, Size size, String traceParent)
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
      // That something was heard is what counts, and the connection has noted it.
    }
  }

  /**
   * Reads one text frame.
   *
   * @throws Refused as {@link Failure#BAD_MESSAGE} with what is wrong and what is expected
   */
  static ClientMessage parse(String text) throws Refused {
    try {
      MessageFields fields = MessageFields.parse(text);
      ClientMessage message = of(fields);
      fields.finish();
      return message;
    } catch (BadMessage e) {
      throw new Refused(Failure.BAD_MESSAGE, e.getMessage());
    }
  }

  private static ClientMessage of(MessageFields fields) throws BadMessage {
    return switch (fields.text("type", 32)) {
      case "open" ->
          new Open(
              fields.text("host", 400),
              fields.optionalText("user", 128),
              size(fields),
              fields.traceParent());
      case "attach" ->
          new Attach(
              fields.text("terminal", 128),
              fields.text("token", 128),
              fields.offset("output"),
              fields.offset("input"),
              size(fields),
              fields.traceParent());
      case "resize" -> new Resize(size(fields));
      case "ack" -> new Ack(fields.offset("output"));
      case "answer" -> new Answer((int) fields.offset("id"), fields.secrets("values"));
      case "interrupt" -> new Interrupt();
      case "end" -> new End();
      case "ping" -> new Ping(fields.number("t"));
      case "pong" -> new Pong(fields.number("t"));
      default -> throw new BadMessage("type: unknown");
    };
  }

  private static Size size(MessageFields fields) throws BadMessage {
    return Size.clamped(fields.number("columns"), fields.number("rows"));
  }
}
