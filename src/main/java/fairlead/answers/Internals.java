package fairlead.answers;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Reads the server's internal objects, for what its APIs do not offer. */
public final class Internals {
  private Internals() {}

  /** Calls a public method, whose class may not be public. */
  public static Object call(Object on, String method) throws ReflectiveOperationException {
    Method found = on.getClass().getMethod(method);
    found.setAccessible(true);
    return found.invoke(on);
  }

  /** The value of a field that the object's own class declares. */
  public static Object field(Object of, String name) throws ReflectiveOperationException {
    Field found = of.getClass().getDeclaredField(name);
    found.setAccessible(true);
    return found.get(of);
  }

  /** What to throw if they are not as expected, such as after an update of the server. */
  public static IOException unexpected(Exception cause) {
    return new IOException("This server's connections are not as expected", cause);
  }
}
