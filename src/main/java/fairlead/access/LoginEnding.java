package fairlead.access;

import java.time.Duration;

/**
 * Fired when a login is about to expire, so that its person can be warned, and when it was extended
 * after such a warning.
 *
 * @param login the login, as in {@link Person#login()}
 * @param left until it ends
 * @param soon false when it was extended
 */
public record LoginEnding(String login, Duration left, boolean soon) {}
