package fairlead.access;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Everything under {@code /api}; the resources are found by their annotations. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Fairlead",
            version = "1",
            description =
                "JSON, for a signed-in person. What changes anything needs the header X-Fairlead: 1"
                    + " and the page's own Origin, or a token. docs/PROTOCOL.md, docs/FILES.md"),
    components =
        @Components(
            parameters =
                @Parameter(
                    name = Api.PATH,
                    in = ParameterIn.QUERY,
                    required = true,
                    description = "Absolute, without . and .., encoded byte by byte as in a URI")))
public class Api extends Application {
  /** The parameter of all requests for a file or directory of a host, for their description. */
  public static final String PATH = "path";
}
