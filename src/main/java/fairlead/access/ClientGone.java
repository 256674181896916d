package fairlead.access;

import java.io.IOException;

/** The client closed its connection before the whole body of its request had arrived. */
public final class ClientGone extends IOException {
  private static final long serialVersionUID = 1;

  public ClientGone(IOException cause) {
    super("The client closed its connection.", cause);
  }
}
