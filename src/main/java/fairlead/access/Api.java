package fairlead.access;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything under {@code /api}; the resources are found by their annotations. */
@ApplicationPath("/api")
public class Api extends Application {}
