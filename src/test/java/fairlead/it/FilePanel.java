package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A host's files as somebody has them open.
 *
 * @param id by which requests name it
 */
record FilePanel(Browserless person, String id) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Asks for it; it is being opened then. */
  static FilePanel of(Browserless person, String host) throws IOException, InterruptedException {
    HttpResponse<String> answer = person.post("/api/files", "{\"host\":\"" + host + "\"}");
    assertEquals(200, answer.statusCode(), answer.body());
    return new FilePanel(person, json(answer).getString("panel"));
  }

  /** One that is open. */
  static FilePanel opened(Browserless person, String host) throws Exception {
    FilePanel panel = of(person, host);
    assertEquals("open", panel.settled().getString("state"));
    return panel;
  }

  JsonObject state() throws IOException, InterruptedException {
    HttpResponse<String> answer = person.get("/api/files/" + id);
    assertEquals(200, answer.statusCode(), answer.body());
    return json(answer);
  }

  /** How it stands once nothing goes on by itself any more. */
  JsonObject settled() throws Exception {
    Patience.await(
        PATIENCE,
        () -> !state().getString("state").equals("opening"),
        () -> "the panel did not settle");
    return state();
  }

  /**
   * The address of what is done with a file: {@code content}, {@code archive} or {@code upload}.
   */
  String url(String what, Path file) {
    return "/api/transfers/" + id + "/" + what + "?path=" + file;
  }

  /** The address of an upload's slice. */
  String slice(Path file, long offset, long size) {
    return url("upload", file) + "&key=k1&offset=" + offset + "&size=" + size;
  }

  void close() throws IOException, InterruptedException {
    person.call("DELETE", "/api/files/" + id);
  }

  static JsonArray array(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readArray();
  }

  static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
