package fairlead.telemetry;

import io.opentelemetry.context.Context;

/** The session that a thread works for, as the log names it ({@code ext_session_id}). */
public final class SessionContext {
  private SessionContext() {}

  /**
   * The context in which log lines belong to this session.
   *
   * @param session the identifier; not a secret
   */
  public static Context in(Context context, String session) {
    return context.with(LogFields.SESSION, session);
  }
}
