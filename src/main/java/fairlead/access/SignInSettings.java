package fairlead.access;

import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import fairlead.settings.WebAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** How people and scripts may sign in; where their names and groups come from is the server's. */
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

  /** Whether names and passwords are taken on our own page. */
  boolean form() {
    return form;
  }

  /** What the sign-in page calls the provider; nothing where there is none. */
  Optional<String> provider() {
    return provider;
  }

  /** The file with all accounts; empty where they are elsewhere. */
  Optional<Path> users() {
    return users.map(Path::of);
  }

  /** Where the provider is told that somebody signs out, and where people come back to. */
  Optional<ProviderSignOut> providerSignOut() {
    return providerSignOut.map(url -> new ProviderSignOut(url, address));
  }

  /** Whether requests may carry a token instead of a login. */
  boolean tokens() {
    return !tokens.equals("off");
  }
}
