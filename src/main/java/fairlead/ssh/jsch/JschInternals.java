package fairlead.ssh.jsch;

import com.jcraft.jsch.Buffer;
import com.jcraft.jsch.Channel;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;

/**
 * A channel's windows (RFC 4254 §5.2), for which JSch has no public methods. All code that depends
 * on JSch's internals is here; a test fails when an update changes them.
 */
final class JschInternals {
  private static final int WINDOW_ADJUST = 93;

  /** Bytes that hold the packet with its padding and the largest MAC. */
  private static final int PACKET = 256;

  private static final VarHandle REMOTE_WINDOW = field(Channel.class, "rwsize", long.class);
  private static final VarHandle LOCAL_WINDOW = field(Channel.class, "lwsize", int.class);
  private static final VarHandle RECIPIENT = field(Channel.class, "recipient", int.class);
  private static final VarHandle IN_KEY_EXCHANGE = field(Session.class, "in_kex", boolean.class);

  // Packets are not public: (Buffer) -> packet, (packet), (Session, packet).
  private static final MethodHandle NEW_PACKET;
  private static final MethodHandle RESET;
  private static final MethodHandle WRITE;

  static {
    try {
      Class<?> packet =
          Class.forName("com.jcraft.jsch.Packet", true, Session.class.getClassLoader());
      NEW_PACKET =
          lookup(packet)
              .findConstructor(packet, MethodType.methodType(void.class, Buffer.class))
              .asType(MethodType.methodType(Object.class, Buffer.class));
      RESET =
          lookup(packet)
              .findVirtual(packet, "reset", MethodType.methodType(void.class))
              .asType(MethodType.methodType(void.class, Object.class));
      WRITE =
          lookup(Session.class)
              .findVirtual(Session.class, "write", MethodType.methodType(void.class, packet))
              .asType(MethodType.methodType(void.class, Session.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw changed(e);
    }
  }

  private JschInternals() {}

  /** Bytes that can be sent through this channel without a wait for the host. */
  static long remoteWindow(Channel channel) {
    return (long) REMOTE_WINDOW.getVolatile(channel);
  }

  /** Whether a key exchange is under way, during which every send waits. */
  static boolean inKeyExchange(Session session) {
    return (boolean) IN_KEY_EXCHANGE.getVolatile(session);
  }

  /**
   * Keeps JSch from opening this channel's window after the current packet, as it does when half of
   * the window is used up. Call it only on the session's thread, which then subtracts the packet
   * from the window.
   */
  static void leaveWindow(Channel channel) {
    LOCAL_WINDOW.setVolatile(channel, Integer.MAX_VALUE);
  }

  /** Lets the host send this many bytes more. Waits while the host takes nothing. */
  static void openWindow(Session session, Channel channel, int bytes) throws IOException {
    Buffer buffer = new Buffer(PACKET);
    try {
      Object packet = NEW_PACKET.invokeExact(buffer);
      RESET.invokeExact(packet);
      buffer.putByte((byte) WINDOW_ADJUST);
      buffer.putInt((int) RECIPIENT.getVolatile(channel));
      buffer.putInt(bytes);
      WRITE.invokeExact(session, packet);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      // JSch declares Exception.
      throw new IOException("The window could not be opened: " + e.getMessage(), e);
    }
  }

  private static VarHandle field(Class<?> type, String name, Class<?> of) {
    try {
      return lookup(type).findVarHandle(type, name, of);
    } catch (ReflectiveOperationException e) {
      throw changed(e);
    }
  }

  private static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  private static ExceptionInInitializerError changed(ReflectiveOperationException e) {
    // The build's own tests would have failed with such a JSch.
    return new ExceptionInInitializerError(e);
  }
}
