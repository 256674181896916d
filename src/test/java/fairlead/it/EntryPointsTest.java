package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every way into the application that the code declares has a row in {@link AccessTable}. */
class EntryPointsTest {
  private static final java.nio.file.Path WEB_XML =
      java.nio.file.Path.of("src/main/webapp/WEB-INF/web.xml");

  @Test
  void everyEntryPointHasARowAndEveryRowAnEntryPoint() throws Exception {
    Set<String> declared = new TreeSet<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("fairlead")) {
      declared.addAll(entries(one));
    }
    declared.addAll(mapped("servlet-mapping", "SERVLET "));
    declared.addAll(mapped("filter-mapping", "FILTER "));
    assertEquals(
        declared.stream().collect(Collectors.joining("\n")),
        AccessTable.ROWS.stream()
            .map(AccessTable.Row::entry)
            .sorted()
            .distinct()
            .collect(Collectors.joining("\n")));
  }

  private static List<String> entries(JavaClass type) {
    List<String> entries = new ArrayList<>();
    if (type.isAnnotatedWith(WebServlet.class)) {
      WebServlet servlet = type.getAnnotationOfType(WebServlet.class);
      Stream.of(servlet.value(), servlet.urlPatterns())
          .flatMap(Stream::of)
          .forEach(path -> entries.add("SERVLET " + path));
    }
    if (type.isAnnotatedWith(WebFilter.class)) {
      WebFilter filter = type.getAnnotationOfType(WebFilter.class);
      Stream.of(filter.value(), filter.urlPatterns())
          .flatMap(Stream::of)
          .forEach(path -> entries.add("FILTER " + path));
    }
    if (type.isAnnotatedWith(ServerEndpoint.class)) {
      entries.add("SOCKET " + type.getAnnotationOfType(ServerEndpoint.class).value());
    }
    if (type.isAssignableTo(ServerApplicationConfig.class)) {
      entries.addAll(sockets(type));
    }
    if (type.isAnnotatedWith(Path.class) && !type.isInterface()) {
      type.getMethods().forEach(method -> entries.addAll(entries(type, method)));
    }
    return entries;
  }

  /** Endpoints without an annotation. */
  private static List<String> sockets(JavaClass type) {
    try {
      ServerApplicationConfig config =
          (ServerApplicationConfig) type.reflect().getDeclaredConstructor().newInstance();
      return config.getEndpointConfigs(Set.of()).stream()
          .map(one -> "SOCKET " + one.getPath())
          .toList();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private static List<String> entries(JavaClass type, JavaMethod method) {
    String path =
        fairlead.access.Api.class.getAnnotation(ApplicationPath.class).value()
            + type.getAnnotationOfType(Path.class).value()
            + (method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "");
    List<String> entries = new ArrayList<>();
    for (Annotation one : method.reflect().getAnnotations()) {
      HttpMethod verb = one.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        entries.add(verb.value() + " " + path);
      }
    }
    return entries;
  }

  /** What web.xml maps by itself. */
  private static List<String> mapped(String tag, String kind) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(WEB_XML.toFile());
    List<String> paths = new ArrayList<>();
    NodeList mappings = document.getElementsByTagName(tag);
    for (int i = 0; i < mappings.getLength(); i++) {
      NodeList patterns = ((Element) mappings.item(i)).getElementsByTagName("url-pattern");
      for (int j = 0; j < patterns.getLength(); j++) {
        paths.add(kind + patterns.item(j).getTextContent().strip());
      }
    }
    return paths;
  }
}
