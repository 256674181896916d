package fairlead.telemetry;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;

/**
 * Puts {@link RequestSpanFilter} behind all other filters, and {@link LogFields} into the server's
 * log. The server's own filter, which makes the span, comes after the filters of web.xml. So the
 * filter is registered here, by a listener that web.xml names.
 */
public final class TelemetryListener implements ServletContextListener {
  private final LogFields fields = new LogFields();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    fields.register();
    ServletContext context = event.getServletContext();
    FilterRegistration.Dynamic filter =
        context.addFilter("request span", RequestSpanFilter.class.getName());
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    fields.unregister();
  }
}
