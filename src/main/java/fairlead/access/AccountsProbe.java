package fairlead.access;

import fairlead.health.Finding;
import fairlead.health.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** Down while nobody can sign in because no accounts are configured, as at the first start. */
@Readiness
@ApplicationScoped
public class AccountsProbe extends Probe {
  @Inject SignInSettings settings;

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public Finding look() {
    boolean needed = settings.form() && settings.provider().isEmpty();
    return needed && Registry.missing() ? Finding.down(Registry.MISSING) : Finding.well();
  }
}
