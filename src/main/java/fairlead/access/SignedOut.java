package fairlead.access;

/**
 * Fired when a login is over: its terminals must end.
 *
 * @param login the login, as in {@link Person#login()}
 * @param byPerson true when the person signed out, false when the login ended by itself
 */
public record SignedOut(String login, boolean byPerson) {}
