package fairlead.access;

import fairlead.failure.Failure;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Collects an answer, so that {@link Answers} decides who writes it. Once the request goes on
 * asynchronously, everything is passed on: it is written by a thread that may wait.
 */
final class HeldAnswer extends HttpServletResponseWrapper {
  private final HttpServletRequest request;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean released;
  private ServletOutputStream stream;
  private PrintWriter writer;

  HeldAnswer(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    this.request = request;
  }

  void release() {
    released = true;
  }

  boolean released() {
    return released;
  }

  /** Ends the collection and sets the length. */
  void finish() {
    if (writer != null) {
      writer.flush();
    }
    boolean head = request.getMethod().equals("HEAD");
    boolean bodiless = getStatus() == SC_NO_CONTENT || getStatus() == SC_NOT_MODIFIED;
    if (body.size() > 0 || !(head || bodiless)) {
      setContentLength(body.size());
    }
    if (head) {
      body.reset();
    }
  }

  int size() {
    return body.size();
  }

  /** Writes what was collected, and waits for the client if it does not read. */
  void write() throws IOException {
    if (body.size() > 0) {
      body.writeTo(getResponse().getOutputStream());
    }
    getResponse().flushBuffer();
  }

  /** Not left to the server, which would write the page itself. */
  @Override
  public void sendError(int status) throws IOException {
    sendError(status, null);
  }

  @Override
  public void sendError(int status, String ignored) throws IOException {
    if (released) {
      super.sendError(status);
      return;
    }
    resetBuffer();
    ErrorPage.write(request, this, status, Failure.ofStatus(status).sentence());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    if (stream == null) {
      stream = new Collecting();
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() {
    if (writer == null) {
      Charset charset = Charset.forName(getCharacterEncoding());
      writer = new PrintWriter(new OutputStreamWriter(getOutputStream(), charset));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (released) {
      if (writer != null) {
        writer.flush();
      }
      super.flushBuffer();
    }
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    forget();
  }

  @Override
  public void reset() {
    super.reset();
    forget();
  }

  private void forget() {
    body.reset();
    writer = null;
    stream = null;
  }

  private final class Collecting extends ServletOutputStream {
    private OutputStream target() throws IOException {
      return released ? getResponse().getOutputStream() : body;
    }

    @Override
    public void write(int one) throws IOException {
      target().write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      target().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      target().flush();
    }

    @Override
    public void close() throws IOException {
      target().close();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    /** Nobody uses one: Open Liberty 26.0.0.5 waits for the client in it, too. */
    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
