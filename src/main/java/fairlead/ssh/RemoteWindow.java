package fairlead.ssh;

import com.jcraft.jsch.Channel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many bytes a host takes from a channel now (RFC 4254 §5.2). JSch knows, waits when it is too
 * little, and has no method that tells.
 */
final class RemoteWindow {
  private static final VarHandle LEFT = left();

  private RemoteWindow() {}

  /** Bytes that can be sent through this channel without a wait for the host. */
  static long of(Channel channel) {
    return (long) LEFT.getVolatile(channel);
  }

  private static VarHandle left() {
    try {
      return MethodHandles.privateLookupIn(Channel.class, MethodHandles.lookup())
          .findVarHandle(Channel.class, "rwsize", long.class);
    } catch (ReflectiveOperationException e) {
      // The build's own tests would have failed with such a JSch.
      throw new ExceptionInInitializerError(e);
    }
  }
}
