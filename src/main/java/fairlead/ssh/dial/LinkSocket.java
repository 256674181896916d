package fairlead.ssh.dial;

import fairlead.ssh.Link;
import fairlead.ssh.jsch.ConnectDeadlines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.util.Set;

/** Adapts a link to a socket, for JSch and {@link ConnectDeadlines}. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a link may be closed while it is used
public final class LinkSocket extends Socket {
  private final Link link;

  public LinkSocket(Link link) throws IOException {
    super((SocketImpl) null);
    this.link = link;
  }

  @Override
  public InputStream getInputStream() {
    return link.input();
  }

  @Override
  public OutputStream getOutputStream() {
    return link.output();
  }

  @Override
  public void setSoTimeout(int millis) {
    link.timeout(millis);
  }

  /** Does nothing: the carrier of the link decides whether bytes are delayed. */
  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public void close() throws IOException {
    link.close();
  }
}
