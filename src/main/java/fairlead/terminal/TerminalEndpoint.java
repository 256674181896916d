package fairlead.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import fairlead.access.Logins;
import fairlead.access.Person;
import fairlead.answers.ServerConnection;
import fairlead.failure.Failure;
import fairlead.telemetry.Log;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;

/**
 * The socket: bytes and messages between one browser and its {@link Connection}.
 *
 * <p>It receives messages in parts: Liberty limits the size of a frame but not of a message, and
 * would assemble an endless message before handing it over. Only a programmatic endpoint has both
 * parts and limited frames (26.0.0.5).
 */
@Dependent
public class TerminalEndpoint extends Endpoint {
  private static final Log LOG = Log.of(TerminalEndpoint.class);

  @Inject Terminals terminals;
  @Inject TerminalSettings settings;
  @Inject Logins logins;

  private final StringBuilder message = new StringBuilder();
  private Connection connection;
  private ServerConnection server;
  private int largest;
  private long received;

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    boolean plain = !TerminalSockets.PROTOCOL.equals(session.getNegotiatedSubprotocol());
    // Input in plain mode waits for the host.
    SocketReads reads =
        plain
            ? SocketReads.on(terminals.threads(), this::broken)
            : SocketReads.atOnce(this::broken);
    try {
      server = ServerSocketLink.connection(session);
      ServerSocketLink.readOn(session, reads);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "This server cannot serve terminals", e);
      throw new IllegalStateException(e);
    }
    largest = plain ? settings.plainMessageSize() : settings.messageSize();
    session.setMaxBinaryMessageBufferSize(largest);
    session.setMaxTextMessageBufferSize(largest);
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) this::text);
    session.addMessageHandler(byte[].class, (MessageHandler.Partial<byte[]>) this::binary);
    Person person = (Person) session.getUserProperties().get(Handshake.PERSON);
    connection =
        new Connection(
            terminals,
            settings,
            person,
            plain,
            new SessionWire(
                session,
                server,
                terminals.closing(),
                reads,
                settings.sendTimeout(),
                terminals.threads()),
            (SpanContext) session.getUserProperties().get(Handshake.UPGRADE));
    connection.readBy(reads);
    connection.until((Instant) session.getUserProperties().get(Handshake.TOKEN_END));
    terminals.opened(connection);
    if (!logins.goesOn(person)) {
      connection.refuse(Failure.NOT_SIGNED_IN, Failure.NOT_SIGNED_IN.sentence());
      return;
    }
    if (plain) {
      connection.openPlain();
    }
  }

  private void broken() {
    connection.broken();
  }

  private void text(String part, boolean last) {
    if (connection.plain()) {
      binary(part.getBytes(UTF_8), last);
    } else if (fits(part.length(), last)) {
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        message.trimToSize();
        connection.text(whole);
      }
    }
  }

  /** Passes each part on at once, because input is a stream. */
  private void binary(byte[] part, boolean last) {
    if (fits(part.length, last)) {
      connection.input(part);
    }
  }

  private boolean fits(int length, boolean last) {
    received += length;
    boolean fits = received <= largest;
    if (last) {
      received = 0;
    }
    if (!fits) {
      connection.refuse(
          Failure.TOO_LARGE, "A message of more than " + largest + " bytes was sent.");
    }
    return fits;
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (connection != null) {
      terminals.closing().add(server);
      connection.closed(code(reason));
    }
  }

  /**
   * The close code, with 1006 for 1011: the server reports 1011 when a read fails, for example when
   * the network is lost. Clients do not send it: the code is for servers with a fault (RFC 6455
   * §7.4.1).
   */
  private static int code(CloseReason reason) {
    CloseReason.CloseCode code = reason.getCloseCode();
    boolean lost = code.getCode() == CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode();
    return lost ? CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode() : code.getCode();
  }

  @Override
  public void onError(Session session, Throwable error) {
    // Only DEBUG: peers disappear every day, and anything else is visible in the close that
    // follows.
    LOG.log(Level.DEBUG, "A terminal's socket failed", error);
    if (connection == null) {
      return;
    }
    if (session.isOpen()) {
      // One of our handlers failed; the peer would not be told.
      connection.refuse(Failure.FAULT, Failure.FAULT.sentence());
    } else {
      connection.closed(CloseReason.CloseCodes.CLOSED_ABNORMALLY.getCode());
    }
  }
}
