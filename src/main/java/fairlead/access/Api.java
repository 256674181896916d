package fairlead.access;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;

/** Everything under {@code /api}; the resources are found by their annotations. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Fairlead",
            version = "1",
            description =
                "JSON, for a signed-in person. What changes anything needs the header X-Fairlead: 1"
                    + " and the page's own Origin, or a token. docs/PROTOCOL.md, docs/FILES.md"))
public class Api extends Application {}
