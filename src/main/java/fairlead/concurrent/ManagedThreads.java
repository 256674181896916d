package fairlead.concurrent;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.ThreadFactory;

/**
 * The threads for all that may wait. The server gives them the application's context; they are
 * virtual where Java has such threads.
 */
@ApplicationScoped
@ManagedThreadFactoryDefinition(name = ManagedThreads.NAME, virtual = true)
public class ManagedThreads {
  static final String NAME = "java:app/concurrent/terminals";

  @Resource(lookup = NAME)
  ThreadFactory factory;

  @Produces
  @Managed
  ThreadFactory factory() {
    return factory;
  }
}
