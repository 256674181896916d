package fairlead.ssh;

/** What opening a shell is doing. */
public enum Phase {
  CONNECT,
  EXCHANGE,
  AUTHENTICATE,
  SHELL
}
