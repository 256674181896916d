package fairlead.access;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Holds back the server's own refusals while it signs a person in by a provider: they are JSON for
 * programs. Redirects and cookies pass.
 */
final class ProviderAnswer extends HttpServletResponseWrapper {
  private boolean refused;

  ProviderAnswer(HttpServletResponse response) {
    super(response);
  }

  /** Whether the server refused the request. The response is not committed then. */
  boolean refused() {
    return refused;
  }

  @Override
  public void setStatus(int status) {
    if (status >= SC_BAD_REQUEST) {
      refused = true;
    } else {
      super.setStatus(status);
    }
  }

  @Override
  public void sendError(int status) {
    refused = true;
  }

  @Override
  public void sendError(int status, String message) {
    refused = true;
  }

  @Override
  public void setHeader(String name, String value) {
    if (!"WWW-Authenticate".equalsIgnoreCase(name)) {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (!"WWW-Authenticate".equalsIgnoreCase(name)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setContentType(String type) {
    if (!refused) {
      super.setContentType(type);
    }
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return refused ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return refused ? new NullOutput() : super.getOutputStream();
  }

  @Override
  public void flushBuffer() throws IOException {
    if (!refused) {
      super.flushBuffer();
    }
  }

  private static final class NullOutput extends ServletOutputStream {
    @Override
    public void write(int one) {
      // The body of a refusal is not sent.
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("This response is not asynchronous");
    }
  }
}
