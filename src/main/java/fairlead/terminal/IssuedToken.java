package fairlead.terminal;

/**
 * The answer to {@code POST /api/terminals/{terminal}/token}.
 *
 * @param token valid for one attach
 */
public record IssuedToken(String token) {}
