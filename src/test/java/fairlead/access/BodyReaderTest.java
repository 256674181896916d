package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
  private final StringWriter text = new StringWriter();
  private boolean ended;
  private ThreadFactory threads = Now::new;
  private BodyReader reader;

  @BeforeEach
  void begin() throws IOException {
    HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (name, arguments) -> name.equals("getServletPath") ? "/api/files" : null);
    HttpServletResponse response =
        proxy(
            HttpServletResponse.class,
            (name, arguments) -> {
              if (name.equals("setStatus")) {
                calls.add(arguments[0]);
              }
              return name.equals("getWriter") ? new PrintWriter(text) : null;
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
            over::incrementAndGet);
    reader.begin(async, Duration.ofSeconds(1));
    calls.clear();
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
    assertTrue(text.toString().contains("too slowly"), text.toString());
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
