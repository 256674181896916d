package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.settings.Defaults;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the wait for a body ends. */
class BodyReaderTest {
  private final List<Object> calls = new ArrayList<>();
  private final AtomicInteger over = new AtomicInteger();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean ended;
  private ThreadFactory threads = Now::new;
  private BodyReader reader;

  @BeforeEach
  void begin() throws IOException {
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (name, arguments) ->
                switch (name) {
                  case "getServletPath" -> "/api/files";
                  case "getMethod" -> "POST";
                  case "getDispatcherType" -> DispatcherType.REQUEST;
                  default -> null;
                });
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (name, arguments) -> {
              if (name.equals("setStatus")) {
                calls.add(arguments[0]);
              }
              return switch (name) {
                case "getOutputStream" -> new Sent();
                case "getCharacterEncoding" -> "UTF-8";
                case "getStatus" -> 400;
                default -> null;
              };
            });
    AsyncContext async =
        proxy(
            AsyncContext.class,
            (name, arguments) -> {
              if (ended && !name.equals("addListener")) {
                throw new IllegalStateException("The request has ended");
              }
              calls.add(name);
              return null;
            });
    reader =
        new BodyReader(
            new Empty(),
            100,
            request,
            response,
            work -> threads.newThread(work),
            new AccessMetrics(OpenTelemetry.noop()),
            answers(),
            new Client(false, "address 192.0.2.1"),
            over::incrementAndGet);
    reader.begin(async, Duration.ofSeconds(1));
    calls.clear();
  }

  private static Answers answers() {
    return new Answers(
        Defaults.of(new AnswerSettings()), new AccessMetrics(OpenTelemetry.noop()), Thread::new);
  }

  @Test
  void aWholeBodyIsDispatched() {
    reader.onAllDataRead();
    reader.onTimeout(null);
    assertEquals(List.of("dispatch"), calls);
    assertEquals(1, over.get());
  }

  @Test
  void withoutAThreadTheRequestIsAnsweredAtItsTimeout() {
    noThread();
    assertThrows(OutOfMemoryError.class, reader::onAllDataRead);
    // The server passes on what a listener throws.
    reader.onError(new OutOfMemoryError("unable to create native thread"));
    reader.onTimeout(null);
    assertEquals(List.of(503, "complete"), calls);
    assertEquals(1, over.get());
  }

  @Test
  void withoutAThreadARefusalComesAtTheTimeout() {
    noThread();
    assertThrows(OutOfMemoryError.class, () -> reader.onError(new IOException("reset")));
    reader.onTimeout(null);
    assertEquals(List.of(503, "complete"), calls);
    assertEquals(1, over.get());
  }

  @Test
  void aTimeoutThatMeetsABrokenConnectionIsNoFault() {
    ended = true;
    reader.onError(new IOException("reset"));
    assertEquals(1, over.get());
  }

  @Test
  void aBodyThatIsWholeWhenTheRequestEndsIsNoFault() {
    ended = true;
    reader.onAllDataRead();
    assertEquals(1, over.get());
  }

  @Test
  void theReasonIsSaid() {
    reader.onError(new SocketTimeoutException("timed out"));
    assertEquals(List.of(408, "complete"), calls);
    assertTrue(text.toString(UTF_8).contains("too slowly"), text.toString(UTF_8));
  }

  private void noThread() {
    threads =
        work -> {
          throw new OutOfMemoryError("unable to create native thread");
        };
  }

  private interface Call {
    Object of(String name, Object... arguments);
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.of(method.getName(), arguments)));
  }

  /** A thread that has done its work when it was started. */
  private static final class Now extends Thread {
    private final Runnable work;

    Now(Runnable work) {
      this.work = work;
    }

    @Override
    public synchronized void start() {
      work.run();
    }
  }

  private final class Sent extends ServletOutputStream {
    @Override
    public void write(int one) {
      text.write(one);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Empty extends ServletInputStream {
    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void setReadListener(ReadListener listener) {}

    @Override
    public int read() {
      return -1;
    }
  }
}
