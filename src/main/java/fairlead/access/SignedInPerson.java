package fairlead.access;

import java.util.List;

/**
 * The answer to {@code GET /api/session}.
 *
 * @param groups those of the registry, the provider or the token, as a policy compares them
 * @param traceLink a URL with {@code {traceId}} where traces can be looked at, or null
 */
public record SignedInPerson(
    String name, List<String> roles, List<String> groups, String traceLink) {}
