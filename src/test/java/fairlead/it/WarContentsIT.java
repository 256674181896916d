package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What ships, and what must not. */
class WarContentsIT {
  @Test
  void theWarHasThePageAndNothingOfTheDemo() throws Exception {
    List<String> names;
    try (ZipFile war = new ZipFile(System.getProperty("it.war"))) {
      names = war.stream().map(ZipEntry::getName).toList();
    }
    for (String page :
        List.of("index.html", "sign-in.html", "WEB-INF/web.xml", "assets/fairlead.svg")) {
      assertTrue(names.contains(page), page);
    }
    assertEquals(
        List.of(),
        names.stream()
            .filter(name -> name.matches(".*(/demo/|sshd-(?!common)|pty4j|jna|kotlin).*"))
            .toList());
    assertEquals(
        List.of(),
        names.stream()
            .filter(name -> name.matches(".*/(netty-nio-client|apache5?-client|aws-crt).*"))
            .toList(),
        "of the AWS SDK's HTTP clients only the one without dependencies");
    assertEquals(
        46,
        names.stream().filter(name -> name.matches("WEB-INF/lib/.*\\.jar")).count(),
        "every library is a decision: " + names);
  }
}
