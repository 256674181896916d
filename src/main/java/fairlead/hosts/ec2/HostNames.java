package fairlead.hosts.ec2;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names instances by their tag {@code Name}, without characters that a host's name must not
 * contain. If several have the same name, each gets its id appended, so that none takes over the
 * name of one that disappears.
 */
final class HostNames {
  private static final int LENGTH = 64;
  private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final Pattern EDGES = Pattern.compile("^[^A-Za-z0-9]+|-+$");

  private final Map<String, Integer> counts = new HashMap<>();

  HostNames(Collection<Instance> instances) {
    instances.forEach(instance -> counts.merge(plain(instance), 1, Integer::sum));
  }

  String of(Instance instance) {
    String name = plain(instance);
    if (counts.get(name) == 1) {
      return name;
    }
    String end = "-" + instance.id();
    return name.substring(0, Math.min(name.length(), LENGTH - end.length())) + end;
  }

  private static String plain(Instance instance) {
    String name = NOT_ALLOWED.matcher(instance.name()).replaceAll("-");
    name = EDGES.matcher(name).replaceAll("");
    return name.isEmpty() ? instance.id() : name.substring(0, Math.min(LENGTH, name.length()));
  }
}
