package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How people and scripts may sign in; where their names and groups come from is the server's. */
@ApplicationScoped
public class SignInSettings {
  @Inject
  @ConfigProperty(name = "fairlead.address")
  Optional<String> address;

  @Inject
  @ConfigProperty(name = "fairlead.sign-in.form", defaultValue = "true")
  boolean form;

  @Inject
  @ConfigProperty(name = "fairlead.sign-in.provider")
  Optional<String> provider;

  @Inject
  @ConfigProperty(name = "fairlead.sign-in.provider-sign-out")
  Optional<String> providerSignOut;

  @Inject
  @ConfigProperty(name = "fairlead.tokens", defaultValue = "off")
  String tokens;

  /** Whether names and passwords are taken on our own page. */
  boolean form() {
    return form;
  }

  /** What the sign-in page calls the provider; nothing where there is none. */
  Optional<String> provider() {
    return provider;
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
