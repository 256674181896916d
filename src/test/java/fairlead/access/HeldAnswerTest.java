package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldAnswerTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<String> calls = new ArrayList<>();
  private int status = 200;

  @Test
  void nothingIsWrittenBeforeTheWholeAnswerIsThere() throws IOException {
    HeldAnswer held = held("GET");
    held.getWriter().write("für");
    held.flushBuffer();
    held.getOutputStream().flush();
    assertEquals("", sent.toString(UTF_8));
    held.finish();
    assertEquals(4, held.size());
    held.write();
    assertEquals("für", sent.toString(UTF_8));
    assertEquals(List.of("setContentLength[4]", "flushBuffer"), calls);
  }

  @Test
  void theHeadHasTheLengthOfTheBody() throws IOException {
    HeldAnswer held = held("HEAD");
    held.getOutputStream().write(new byte[20_000]);
    held.finish();
    held.write();
    assertEquals(0, sent.size());
    assertEquals(List.of("setContentLength[20000]", "flushBuffer"), calls);
  }

  @Test
  void anAnswerWithoutABodyHasNoLength() throws IOException {
    status = 304;
    HeldAnswer held = held("GET");
    held.finish();
    held.write();
    assertEquals(List.of("flushBuffer"), calls);
  }

  @Test
  void anErrorTakesThePlaceOfWhatWasCollected() throws IOException {
    HeldAnswer held = held("GET");
    held.getWriter().write("half");
    held.sendError(404);
    held.finish();
    held.write();
    assertEquals("{\"message\":\"This address does not exist.\"}", sent.toString(UTF_8));
    assertEquals(404, status);
  }

  @Test
  void whatGoesOnAsynchronouslyIsPassedOn() throws IOException {
    HeldAnswer held = held("GET");
    ServletOutputStream before = held.getOutputStream();
    new HeldRequest(request("GET"), held).startAsync();
    before.write("now".getBytes(UTF_8));
    assertEquals("now", sent.toString(UTF_8));
    held.flushBuffer();
    assertEquals(List.of("flushBuffer"), calls);
  }

  private HeldAnswer held(String method) {
    return new HeldAnswer(request(method), response());
  }

  private static HttpServletRequest request(String method) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HeldAnswerTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) -> called.getName().equals("getMethod") ? method : null);
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            HeldAnswerTest.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> answer(called.getName(), arguments));
  }

  private Object answer(String method, Object... arguments) {
    switch (method) {
      case "getStatus" -> {
        return status;
      }
      case "setStatus" -> status = (int) arguments[0];
      case "getCharacterEncoding" -> {
        return "UTF-8";
      }
      case "getOutputStream" -> {
        return new Sink();
      }
      case "setContentLength" -> calls.add(method + Arrays.toString(arguments));
      case "flushBuffer" -> calls.add(method);
      default -> {
        // Not looked at.
      }
    }
    return null;
  }

  private final class Sink extends ServletOutputStream {
    @Override
    public void write(int one) {
      sent.write(one);
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
}
