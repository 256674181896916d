package fairlead.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series and labels that a PromQL expression names. It takes valid expressions to pieces and
 * judges nothing else: promtool says whether they are valid.
 */
final class Query {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|[A-Za-z_:][\\w:]*|[\\d.]+\\w*|\\S");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_:][\\w:]*");
  private static final Set<String> LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "unless",
          "offset",
          "bool",
          "sum",
          "min",
          "max",
          "avg",
          "count",
          "topk",
          "bottomk",
          "quantile",
          "group",
          "count_values",
          "stddev",
          "inf",
          "nan");

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Set<String>> matched = new TreeMap<>();
  private final Set<String> grouped = new TreeSet<>();

  Query(String expression) {
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      tokens.add(token.group());
    }
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i);
      if (!NAME.matcher(word).matches()) {
        continue;
      }
      if (LISTS.contains(word)) {
        i = names(i + 1, ")", grouped);
      } else if (at(i + 1).equals("{")) {
        i = names(i + 1, "}", matched.computeIfAbsent(word, k -> new TreeSet<>()));
      } else if (!at(i + 1).equals("(") && !WORDS.contains(word)) {
        matched.computeIfAbsent(word, k -> new TreeSet<>());
      }
    }
  }

  /** The series, each with the labels by which it is selected. */
  Map<String, Set<String>> matched() {
    return matched;
  }

  /** The labels by which results are grouped or joined. */
  Set<String> grouped() {
    return grouped;
  }

  private int names(int open, String close, Set<String> into) {
    int i = open;
    while (!at(i).equals(close)) {
      if (NAME.matcher(at(i)).matches()) {
        into.add(at(i));
      }
      i++;
    }
    return i;
  }

  private String at(int index) {
    if (index >= tokens.size()) {
      return "";
    }
    return tokens.get(index);
  }
}
