package fairlead.access;

/**
 * Fired when a login has ended: what it opened must end too.
 *
 * @param login the login, as in {@link Person#login()}
 * @param byPerson true when the person signed out, false when the login ended by itself
 */
public record SignedOut(String login, boolean byPerson) {}
