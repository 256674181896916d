package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.access.Person;
import fairlead.telemetry.Log;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** The socket: bytes and messages between one browser and its {@link Connection}. */
@Dependent
@ServerEndpoint(
    value = "/ws/terminal/",
    subprotocols = TerminalEndpoint.PROTOCOL,
    configurator = Handshake.class)
public class TerminalEndpoint {
  static final String PROTOCOL = "fairlead.v1";

  private static final Log LOG = Log.of(TerminalEndpoint.class);

  @Inject Terminals terminals;
  @Inject TerminalSettings settings;

  private Connection connection;
  private int largest;

  @OnOpen
  public void open(Session session) {
    boolean plain = !PROTOCOL.equals(session.getNegotiatedSubprotocol());
    largest = plain ? settings.plainMessageSize() : settings.messageSize();
    session.setMaxBinaryMessageBufferSize(largest);
    session.setMaxTextMessageBufferSize(largest);
    Person person = (Person) session.getUserProperties().get(Handshake.PERSON);
    connection =
        new Connection(
            terminals,
            settings,
            person,
            plain,
            new SessionWire(session, settings.sendTimeout(), terminals.threads()),
            (SpanContext) session.getUserProperties().get(Handshake.UPGRADE));
    connection.until((Instant) session.getUserProperties().get(Handshake.TOKEN_END));
    terminals.opened(connection);
    if (plain) {
      connection.openPlain();
    }
  }

  @OnMessage
  public void text(String text) {
    if (connection.plain()) {
      binary(text.getBytes(UTF_8));
    } else if (text.length() > largest) {
      tooLarge();
    } else {
      connection.text(text);
    }
  }

  @OnMessage
  public void binary(byte[] bytes) {
    // Liberty checks each frame, not the message that fragments make up.
    if (bytes.length > largest) {
      tooLarge();
    } else {
      connection.input(bytes);
    }
  }

  @OnClose
  public void close(CloseReason reason) {
    if (connection != null) {
      connection.closed(reason.getCloseCode().getCode());
    }
  }

  @OnError
  public void error(Session session, Throwable error) {
    // A peer that vanishes is everyday; anything else shows up as the close that follows.
    LOG.log(Level.DEBUG, "A terminal's socket failed", error);
    if (connection == null) {
      return;
    }
    if (session.isOpen()) {
      // What failed is a handler of ours: the peer would never know.
      connection.refuse(Failure.FAULT, Failure.FAULT.sentence());
    } else {
      connection.closed(CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode());
    }
  }

  private void tooLarge() {
    connection.refuse(
        Failure.BAD_MESSAGE, "A message of more than " + largest + " bytes was sent.");
  }
}
