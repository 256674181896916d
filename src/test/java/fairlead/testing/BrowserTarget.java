package fairlead.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The DevTools of a whole browser: for contexts, which a page's own DevTools, and so WebDriver, may
 * not make.
 */
final class BrowserTarget implements AutoCloseable {
  private static final long SECONDS = 20;

  private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private int last;

  /**
   * @param address host and port of the browser's DevTools
   */
  BrowserTarget(String address) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    URI version = URI.create("http://" + address + "/json/version");
    String answer =
        http.send(HttpRequest.newBuilder(version).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    String target = json(answer).getString("webSocketDebuggerUrl");
    socket = http.newWebSocketBuilder().buildAsync(URI.create(target), new Answers()).join();
  }

  /** Sends a command and waits for its result. */
  synchronized JsonObject send(String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    int id = ++last;
    String command =
        Json.createObjectBuilder()
            .add("id", id)
            .add("method", method)
            .add("params", Json.createObjectBuilder(parameters))
            .build()
            .toString();
    socket.sendText(command, true).join();
    while (true) {
      JsonObject answer = answers.poll(SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException("The browser does not answer " + method);
      }
      if (answer.getInt("id", 0) == id) {
        if (answer.containsKey("error")) {
          throw new IOException(method + ": " + answer.getJsonObject("error"));
        }
        return answer.getJsonObject("result");
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean whole) {
      text.append(part);
      if (whole) {
        answers.add(json(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
