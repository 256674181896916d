package fairlead.builtin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts {@link BuiltInAppsFilter} before each web application of the server that is not Fairlead:
 * those that the server brings itself. Open Liberty calls it for every one of them ({@code <bell>}
 * in {@code fairlead.xml}); it is loaded from the WAR's root, apart from the application, and uses
 * the servlet API alone.
 */
public final class BuiltInAppsInitializer implements ServletContainerInitializer {
  /**
   * The name of the filter, and of the attribute that tells Fairlead itself that the initializer
   * ran.
   */
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
