package fairlead.hosts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code GET /api/hosts}.
 *
 * @param readAt when each source that is read now and then was last read
 * @param typed whether hosts may be typed by hand
 */
public record HostList(
    List<ListedHost> hosts, Map<String, Instant> readAt, boolean typed, List<String> problems) {}
