package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionWireTest {
  @Test
  void aSocketIsClosedWithoutAThreadIfNoneCanBeStarted() throws IOException {
    List<Object> closes = new ArrayList<>();
    RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (name, arguments) -> null);
    Session session =
        proxy(
            LibertySession.class,
            (name, arguments) -> {
              if (name.equals("close")) {
                closes.add(arguments[0]);
              }
              if (name.equals("getSessionImpl")) {
                return new SessionImpl();
              }
              return name.equals("getAsyncRemote") ? remote : null;
            });
    SessionWire wire =
        new SessionWire(
            session,
            ServerSocketLink.connection(session),
            new ClosingSockets(),
            SocketReads.atOnce(() -> {}),
            Duration.ofSeconds(1),
            work -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    CloseReason reason = new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "over");
    wire.close(reason);
    assertEquals(List.of(reason), closes);
  }

  /** What {@link ServerSocketLink} finds behind a session of Liberty's. */
  public interface LibertySession extends Session {
    Object getSessionImpl();
  }

  private static final class SessionImpl {
    @SuppressWarnings("UnusedVariable") // read by reflection
    private final Object connLink = new Link();
  }

  private static final class Link {
    @SuppressWarnings("UnusedVariable") // read by reflection
    private final Object deviceConnLink = new TCPConnLink();
  }

  public static final class TCPConnLink {
    public Object getSocketIOChannel() {
      return this;
    }

    public Socket getSocket() {
      return new Socket();
    }
  }

  private interface Call {
    Object of(String name, Object... arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.of(method.getName(), arguments)));
  }
}
