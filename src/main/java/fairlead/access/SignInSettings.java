package fairlead.access;

import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import fairlead.settings.WebAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How people and scripts may sign in. The source of names and groups is configured in the server.
 */
@ApplicationScoped
public class SignInSettings {
  @Setting(name = "fairlead.address", unit = "URL", check = WebAddress.class)
  Optional<String> address;

  @Setting(name = "fairlead.sign-in.form", defaultsTo = "true")
  boolean form;

  @Setting(name = "fairlead.sign-in.provider")
  Optional<String> provider;

  @Setting(name = "fairlead.sign-in.provider-sign-out", unit = "URL", check = WebAddress.class)
  Optional<String> providerSignOut;

  @Setting(name = "fairlead.sign-in.users", unit = "path", check = PathText.class)
  Optional<String> users;

  @Setting(
      name = "fairlead.tokens",
      defaultsTo = "off",
      choices = {"off", "jwt"})
  String tokens;

  @Inject
  void read(Settings settings) {
    settings.fill(this);
  }

  /** Whether people can sign in with name and password on our own page. */
  boolean form() {
    return form;
  }

  /** Name of the OpenID provider on the sign-in page; empty if there is none. */
  Optional<String> provider() {
    return provider;
  }

  /** The file with all accounts; empty if they are stored elsewhere. */
  Optional<Path> users() {
    return users.map(Path::of);
  }

  /** The provider's sign-out; empty if it is not configured. */
  Optional<ProviderSignOut> providerSignOut() {
    return providerSignOut.map(url -> new ProviderSignOut(url, address));
  }

  /** Whether requests may carry a token instead of a login. */
  boolean tokens() {
    return !tokens.equals("off");
  }
}
