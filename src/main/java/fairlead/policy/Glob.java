package fairlead.policy;

import java.util.List;

/** A name, or a pattern of names in which {@code *} stands for any characters. */
final class Glob {
  private final String text;
  private final List<String> parts;

  Glob(String text) {
    this.text = text;
    parts = List.of(text.split("\\*", -1));
  }

  /** Whether it is one name and no pattern. */
  boolean plain() {
    return parts.size() == 1;
  }

  String text() {
    return text;
  }

  boolean matches(String name) {
    if (plain()) {
      return text.equals(name);
    }
    String first = parts.get(0);
    String last = parts.get(parts.size() - 1);
    if (!name.startsWith(first)
        || !name.endsWith(last)
        || name.length() < first.length() + last.length()) {
      return false;
    }
    int from = first.length();
    int end = name.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = name.indexOf(part, from);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }

  static boolean any(List<Glob> globs, String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
