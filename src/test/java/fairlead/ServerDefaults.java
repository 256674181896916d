package fairlead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The variables in the server's configuration that ships. */
final class ServerDefaults {
  private static final Path FOLDER = Path.of("src/main/liberty/config");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(fairlead\\.[a-z.-]+)}");

  private ServerDefaults() {}

  /** The default of each variable that has one. */
  static Map<String, String> read() throws Exception {
    Map<String, String> defaults = new TreeMap<>();
    for (String text : files()) {
      NodeList variables =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(text.getBytes(UTF_8)))
              .getElementsByTagName("variable");
      for (int i = 0; i < variables.getLength(); i++) {
        Element one = (Element) variables.item(i);
        String name = one.getAttribute("name");
        String before =
            one.hasAttribute("defaultValue")
                ? defaults.put(name, one.getAttribute("defaultValue"))
                : null;
        if (before != null && !before.equals(defaults.get(name))) {
          throw new IllegalStateException(name + " has two defaults");
        }
      }
    }
    return defaults;
  }

  /** The variables that are used somewhere. */
  static Set<String> used() throws Exception {
    Set<String> names = new TreeSet<>();
    for (String text : files()) {
      Matcher variable = VARIABLE.matcher(text);
      while (variable.find()) {
        names.add(variable.group(1));
      }
    }
    return names;
  }

  private static List<String> files() throws Exception {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".xml")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }
}
