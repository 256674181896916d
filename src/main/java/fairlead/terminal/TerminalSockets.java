package fairlead.terminal;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Set;

/** Registers the socket's path and subprotocol. The server finds this class by its type. */
public final class TerminalSockets implements ServerApplicationConfig {
  static final String PATH = "/ws/terminal/";
  static final String PROTOCOL = "fairlead.v1";

  @Override
  public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
    return Set.of(
        ServerEndpointConfig.Builder.create(TerminalEndpoint.class, PATH)
            .subprotocols(List.of(PROTOCOL))
            .configurator(new Handshake())
            .build());
  }

  @Override
  public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
    return Set.of();
  }
}
