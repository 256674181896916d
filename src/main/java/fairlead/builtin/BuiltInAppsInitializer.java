package fairlead.builtin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Adds {@link BuiltInAppsFilter} to each web application of the server except Fairlead, that is, to
 * those that the server brings itself. Open Liberty calls it for every application ({@code <bell>}
 * in {@code fairlead.xml}). It is loaded from the WAR's root, separately from the application, so
 * it uses only the servlet API.
 */
public final class BuiltInAppsInitializer implements ServletContainerInitializer {
  /** The name of the filter, and of the attribute that tells Fairlead that this initializer ran. */
  public static final String FILTER = "fairlead.builtin";

  /** A file that only Fairlead has. */
  private static final String OWN =
      "/WEB-INF/classes/fairlead/builtin/BuiltInAppsInitializer.class";

  @Override
  public void onStartup(Set<Class<?>> found, ServletContext application) {
    try {
      if (application.getResource(OWN) != null) {
        application.setAttribute(FILTER, true);
        return;
      }
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
    FilterRegistration.Dynamic filter = application.addFilter(FILTER, new BuiltInAppsFilter());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }
}
