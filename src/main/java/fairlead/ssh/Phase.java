package fairlead.ssh;

/** A phase of opening a shell or files. */
public enum Phase {
  CONNECT,
  EXCHANGE,
  AUTHENTICATE,
  SHELL
}
