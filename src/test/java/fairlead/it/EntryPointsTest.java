package fairlead.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    // What the WAR has in its classes, in whatever package.
    new ClassFileImporter()
        .importPath(java.nio.file.Path.of("target/classes"))
        .forEach(one -> declared.addAll(entries(one)));
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

  /** What the listeners add answers no request: telemetry, and the bodies of requests. */
  @Test
  void noEntryPointIsAddedByCalls() {
    noClasses()
        .should()
        .callMethodWhere(
            registers("add(Servlet|JspFile|Endpoint)|upgradeHttpToWebSocket|createServlet"))
        .because("what is added by a call has no row in the table of access tests")
        .check(new ClassFileImporter().importPath(java.nio.file.Path.of("target/classes")));
    noClasses()
        .that()
        .doNotHaveSimpleName("TelemetryListener")
        .and()
        .doNotHaveSimpleName("BodyListener")
        .and()
        .doNotHaveSimpleName("BuiltInAppsInitializer")
        .should()
        .callMethodWhere(registers("(add|create)(Filter|Listener)"))
        .because("what is added by a call has no row in the table of access tests")
        .check(new ClassFileImporter().importPath(java.nio.file.Path.of("target/classes")));
    assertEquals(
        List.of(),
        List.of(fairlead.access.Api.class.getDeclaredMethods()),
        "JAX-RS finds the resources by their annotations");
  }

  private static DescribedPredicate<JavaCall<?>> registers(String methods) {
    return DescribedPredicate.describe(
        "registers with the container by " + methods,
        call ->
            call.getTarget().getName().matches(methods)
                && Stream.of(
                        "jakarta.servlet.ServletContext",
                        "jakarta.websocket.server.ServerContainer")
                    .anyMatch(call.getTargetOwner()::isAssignableTo));
  }

  @Test
  void noWayToDeclareAnEntryPointIsMissed() {
    assertEquals(
        Set.of("ANY /api/up/below/{rest}", "GET /api/up/own", "GET /api/up/of-interface"),
        entriesOf(Upper.class));
    assertEquals(
        Set.of("ANY /api/up/below/{rest}", "GET /api/up/own", "GET /api/up/of-interface"),
        entriesOf(Lower.class));
    assertEquals(Set.of("PATCH /api/own-verb"), entriesOf(OwnVerb.class));
    assertEquals(Set.of(), entriesOf(Described.class), "an interface answers nothing by itself");
    assertEquals(Set.of("SERVLET /a", "SERVLET /b"), entriesOf(TwoPaths.class));
    assertEquals(Set.of("FILTER servlet farewell", "FILTER /c"), entriesOf(ByName.class));
  }

  private static Set<String> entriesOf(Class<?> type) {
    return Set.copyOf(entries(new ClassFileImporter().importClass(type)));
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
      Stream.of(filter.servletNames()).forEach(name -> entries.add("FILTER servlet " + name));
    }
    if (type.isAnnotatedWith(ServerEndpoint.class)) {
      entries.add("SOCKET " + type.getAnnotationOfType(ServerEndpoint.class).value());
    }
    if (type.isAssignableTo(ServerApplicationConfig.class)) {
      entries.addAll(sockets(type));
    }
    if (!type.isInterface()) {
      annotated(type)
          .ifPresent(
              path -> type.getAllMethods().forEach(one -> entries.addAll(entries(path, one))));
    }
    return entries;
  }

  /** The path of a resource; JAX-RS finds it at what the class extends or implements, too. */
  private static Optional<String> annotated(JavaClass type) {
    return Stream.of(Set.of(type), type.getAllRawSuperclasses(), type.getAllRawInterfaces())
        .flatMap(Collection::stream)
        .filter(one -> one.isAnnotatedWith(Path.class))
        .map(one -> one.getAnnotationOfType(Path.class).value())
        .findFirst();
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

  /** A method without a verb leads to a resource of its own, with any method. */
  private static List<String> entries(String start, JavaMethod method) {
    boolean located = method.isAnnotatedWith(Path.class);
    String path =
        fairlead.access.Api.class.getAnnotation(ApplicationPath.class).value()
            + start
            + (located ? method.getAnnotationOfType(Path.class).value() : "");
    List<String> entries = new ArrayList<>();
    for (Annotation one : method.reflect().getAnnotations()) {
      HttpMethod verb = one.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        entries.add(verb.value() + " " + path);
      }
    }
    return located && entries.isEmpty() ? List.of("ANY " + path) : entries;
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

  interface Described {
    @GET
    @Path("/of-interface")
    String ofInterface();
  }

  @Path("/up")
  abstract static class Upper implements Described {
    @GET
    @Path("/own")
    public String own() {
      return "";
    }

    @Path("/below/{rest}")
    public Object below() {
      return this;
    }
  }

  static final class Lower extends Upper {
    @Override
    public String ofInterface() {
      return "";
    }
  }

  @Path("/own-verb")
  static final class OwnVerb {
    @Patched
    public void change() {}
  }

  @HttpMethod("PATCH")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Patched {}

  @WebServlet(urlPatterns = {"/a", "/b"})
  static final class TwoPaths extends HttpServlet {
    private static final long serialVersionUID = 1;
  }

  @WebFilter(value = "/c", servletNames = "farewell")
  static final class ByName extends HttpFilter {
    private static final long serialVersionUID = 1;
  }
}
