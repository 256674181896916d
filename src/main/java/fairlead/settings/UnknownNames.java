package fairlead.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds names that look like settings but are not: misspelled and removed ones. */
final class UnknownNames {
  private static final String OURS = "fairlead.";
  private static final String OURS_IN_ENVIRONMENT = "FAIRLEAD_";

  // Kubernetes sets these for a service of the name "fairlead" in every pod of its namespace.
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "FAIRLEAD(_[A-Z0-9]+)*_(SERVICE_(HOST|PORT)(_[A-Z0-9_]+)?|PORT(_[0-9]+_.+)?)");

  private UnknownNames() {}

  static Set<String> among(Collection<String> names, Collection<String> known) {
    Set<String> inEnvironment =
        known.stream().map(UnknownNames::inEnvironment).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    for (String name : names) {
      // For each environment variable, Liberty also lists a name with dots.
      boolean dotted =
          name.startsWith(OURS) && !known.contains(name) && !names.contains(inEnvironment(name));
      boolean variable =
          name.startsWith(OURS_IN_ENVIRONMENT)
              && !inEnvironment.contains(name)
              && !SERVICE_LINK.matcher(name).matches();
      if (dotted || variable) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  /**
   * The name as an environment variable, by the rules of MicroProfile Config and Liberty:
   * FAIRLEAD_TERMINAL_GRACE.
   */
  private static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
