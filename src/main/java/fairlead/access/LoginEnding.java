package fairlead.access;

import java.time.Duration;

/**
 * Fired when a login will end by itself soon, for its person to be warned, and when it will not any
 * more.
 *
 * @param login the login, as in {@link Person#login()}
 * @param left until it ends
 * @param soon false when it goes on after all
 */
public record LoginEnding(String login, Duration left, boolean soon) {}
