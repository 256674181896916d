package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks whether anybody can sign in, and says what is missing if not. */
@ApplicationScoped
public class Accounts {
  private static final String NEXT = " Nobody can sign in. See docs/SIGN_IN.md.";

  private SignInSettings settings;

  /** For the CDI container. */
  protected Accounts() {}

  @Inject
  Accounts(SignInSettings settings) {
    this.settings = settings;
  }

  /**
   * What is missing, as a sentence for an administrator; empty while people can sign in. Does not
   * block: it queries only a registry that is a file.
   */
  public Optional<String> missing() {
    if (!settings.form() || settings.provider().isPresent()) {
      // With a provider, the accounts in the file are for emergencies only.
      return Optional.empty();
    }
    if (Registry.missing()) {
      return Optional.of(why(settings.users()) + NEXT);
    }
    return settings.users().isPresent() && Registry.empty()
        ? Optional.of("users.xml has no user." + NEXT)
        : Optional.empty();
  }

  /** Why the server has no registry. */
  static String why(Optional<Path> file) {
    if (file.isEmpty()) {
      return "The server has no user registry.";
    }
    if (Files.notExists(file.get())) {
      return "users.xml is missing.";
    }
    return Files.isRegularFile(file.get()) && Files.isReadable(file.get())
        ? "users.xml has no user registry that the server can use; the server's log may say why."
        : "users.xml cannot be read by the server's account.";
  }
}
