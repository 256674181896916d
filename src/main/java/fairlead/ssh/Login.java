package fairlead.ssh;

import java.nio.file.Path;

/** One way to prove to a host who is logging in. */
public sealed interface Login {
  /** A private key; the passphrase of an encrypted one is asked for. */
  record KeyFile(Path path) implements Login {}

  /** A password, asked for. */
  record Password() implements Login {}

  /** Whatever the host asks (RFC 4256), any number of rounds. */
  record KeyboardInteractive() implements Login {}
}
