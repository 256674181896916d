package fairlead.terminal;

import fairlead.access.Person;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/** Keeps who is connecting: the socket's own threads carry no caller. */
public final class Handshake extends ServerEndpointConfig.Configurator {
  static final String PERSON = "fairlead.person";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    config.getUserProperties().put(PERSON, Person.of(request));
  }
}
