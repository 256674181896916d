package fairlead.settings;

/** One or several invalid settings. The message names each with what is expected. */
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1;

  SettingException(String message) {
    super(message);
  }
}
