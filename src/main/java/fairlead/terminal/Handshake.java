package fairlead.terminal;

import fairlead.access.BearerTokens;
import fairlead.access.Person;
import io.opentelemetry.api.trace.Span;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/** Stores the person of a handshake, because the socket's later messages carry no caller. */
public final class Handshake extends ServerEndpointConfig.Configurator {
  static final String PERSON = "fairlead.person";
  static final String TOKEN_END = "fairlead.token.end";
  static final String UPGRADE = "fairlead.upgrade";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    config.getUserProperties().put(PERSON, Person.of(request));
    BearerTokens.end(request).ifPresent(end -> config.getUserProperties().put(TOKEN_END, end));
    // The server sets no route for a socket. Its span ends with the handshake; what
    // is opened over the socket is below it.
    Span upgrade = Span.current();
    upgrade
        .updateName("GET " + TerminalSockets.PATH)
        .setAttribute("http.route", TerminalSockets.PATH);
    config.getUserProperties().put(UPGRADE, upgrade.getSpanContext());
  }
}
