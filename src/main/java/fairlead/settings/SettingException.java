package fairlead.settings;

/** A setting, or several, that cannot be used. The message names each with what is expected. */
public final class SettingException extends Exception {
  private static final long serialVersionUID = 1;

  SettingException(String message) {
    super(message);
  }
}
