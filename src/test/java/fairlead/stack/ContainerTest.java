package fairlead.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTest {
  private static final Pattern PINNED_STAGE =
      Pattern.compile("FROM \\S+:v?\\d+\\.\\d+\\.\\d+\\S*( AS \\w+)?");

  @Test
  void everyStageIsPinned() throws IOException {
    for (String file : List.of("Containerfile", "deploy/host/Containerfile")) {
      List<String> stages = lines(file).stream().filter(line -> line.startsWith("FROM ")).toList();
      assertTrue(!stages.isEmpty(), file);
      stages.forEach(stage -> assertTrue(PINNED_STAGE.matcher(stage).matches(), stage));
    }
  }

  @Test
  void itRunsAsSomebodyWithoutRightsAndWithANumber() throws IOException {
    List<String> users =
        lines("Containerfile").stream().filter(line -> line.startsWith("USER ")).toList();
    assertEquals(List.of("USER 10001:10001"), users);
  }

  /** Java takes another one where a container has less than 1792 MiB or one processor. */
  @Test
  void theCollectorIsNotLeftToTheSizeOfTheContainer() throws IOException {
    String arguments = Files.readString(Path.of("Containerfile"));
    assertTrue(arguments.contains("-XX:+UseG1GC"), arguments);
    assertTrue(arguments.contains("-XX:MaxRAMPercentage="), arguments);
    assertTrue(arguments.contains("MALLOC_ARENA_MAX=2"), arguments);
  }

  @Test
  void theHealthCheckFollowsTheAnswerOfTheServer() throws Exception {
    assertEquals(0, healthyWhenAnswered(200));
    assertNotEquals(0, healthyWhenAnswered(503));
  }

  @Test
  void theHealthCheckFailsWhereNobodyAnswers() throws Exception {
    HttpServer gone =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = gone.getAddress().getPort();
    gone.stop(0);
    assertNotEquals(0, healthy(port));
  }

  @Test
  void scriptsAreScripts() throws Exception {
    for (String script :
        List.of(
            "deploy/container/start",
            "deploy/container/healthy",
            "deploy/host/start",
            "deploy/stop")) {
      assertTrue(Files.isExecutable(Path.of(script)), script);
      Tool.Verdict verdict = Tool.run(Map.of(), "bash", "-n", script);
      assertEquals(0, verdict.code(), verdict.said());
    }
  }

  /** So that a container's SIGTERM reaches Java, which drains. */
  @Test
  void theServerTakesTheProcessOfTheStartScriptOver(@TempDir Path wlp) throws Exception {
    Path server = Files.createDirectory(wlp.resolve("bin")).resolve("server");
    Files.writeString(server, "#!/bin/sh\necho $$ $* ${#ltpa_keys_password}\n");
    assertTrue(server.toFile().setExecutable(true));
    ProcessBuilder builder = new ProcessBuilder("deploy/container/start").redirectErrorStream(true);
    builder.environment().put("WLP_HOME", wlp.toString());
    builder.environment().remove("ltpa_keys_password");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(process.pid() + " run fairlead 32", said.strip());
  }

  private static int healthyWhenAnswered(int status) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return healthy(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private static int healthy(int port) throws Exception {
    return Tool.run(
            Map.of("FAIRLEAD_HTTP_PORT", Integer.toString(port)), "deploy/container/healthy")
        .code();
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file));
  }
}
