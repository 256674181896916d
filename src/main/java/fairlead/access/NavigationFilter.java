package fairlead.access;

import fairlead.failure.ErrorMessage;
import fairlead.failure.Failure;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Replaces JSON by a page where the browser itself displays the answer, for example after a click
 * on a download link. A refusal keeps its status and sentence; other data is refused with 406.
 */
@Provider
public class NavigationFilter implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type == null
        || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
        || !ErrorPage.isShown(request.getHeaderString(HttpHeaders.ACCEPT))) {
      return;
    }
    String sentence = sentence(response);
    if (response.getStatus() < 400) {
      response.setStatus(Failure.NO_PAGE.status());
    }
    String home = request.getUriInfo().getBaseUri().resolve("..").getRawPath();
    response.setEntity(
        ErrorPage.page(home, sentence),
        new Annotation[0],
        MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
  }

  private static String sentence(ContainerResponseContext response) {
    if (response.getStatus() < 400) {
      return Failure.NO_PAGE.sentence();
    }
    return response.getEntity() instanceof ErrorMessage error
        ? error.message()
        : Failure.ofStatus(response.getStatus()).sentence();
  }
}
