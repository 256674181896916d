package fairlead.health;

import fairlead.redis.Cache;
import fairlead.redis.RedisUnavailable;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * {@code /health-check/}: writes a key to the cache, reads it and removes it, and responds with the
 * result.
 */
// Without the star the server treats the path as a directory.
@WebServlet("/health-check/*")
public final class RoundTrip extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String VALUE = "pong";
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

  /** Most checks at the same time: anyone can request them, and they must not load Redis. */
  private static final int PERMITS = 4;

  @Inject private transient Cache cache;
  private final transient Semaphore permits = new Semaphore(PERMITS);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"/".equals(request.getPathInfo())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (!permits.tryAcquire()) {
      write(response, 503, failure("This check is requested too often."));
      return;
    }
    try {
      String value = roundTrip();
      if (VALUE.equals(value)) {
        JsonObject ok =
            Json.createObjectBuilder()
                .add("status", "ok")
                .add("cache_value", value)
                .add("cache", cache.kind())
                .build();
        write(response, 200, ok);
      } else {
        write(response, 503, failure("The cache did not return the value that was stored."));
      }
    } catch (RedisUnavailable away) {
      write(response, 503, failure(away.getMessage()));
    } finally {
      permits.release();
    }
  }

  private String roundTrip() throws RedisUnavailable {
    // Concurrent checks must not remove each other's keys.
    String key = "health-check:" + UUID.randomUUID();
    cache.put(key, VALUE, TIME_TO_LIVE);
    String value = cache.get(key).orElse("");
    return cache.remove(key) ? value : "";
  }

  private JsonObject failure(String why) {
    return Json.createObjectBuilder()
        .add("status", "error")
        .add("message", why)
        .add("cache", cache.kind())
        .build();
  }

  private static void write(HttpServletResponse response, int status, JsonObject body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(body.toString());
  }
}
