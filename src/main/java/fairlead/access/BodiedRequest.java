package fairlead.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;

/**
 * A request whose body has arrived. It keeps the URI as it was sent: for a dispatched request the
 * server returns the decoded path and no query.
 */
final class BodiedRequest extends HttpServletRequestWrapper {
  private final BodyReader body;
  private final String uri;
  private final String url;
  private final String query;

  BodiedRequest(HttpServletRequest request, BodyReader body) {
    super(request);
    this.body = body;
    uri = request.getRequestURI();
    url = request.getRequestURL().toString();
    query = request.getQueryString();
  }

  @Override
  public String getRequestURI() {
    return uri;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(url);
  }

  @Override
  public String getQueryString() {
    return query;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Arrived(new ByteArrayInputStream(body.bytes()));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
  }

  private static final class Arrived extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    private Arrived(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("All of it is there: read it.");
    }
  }
}
