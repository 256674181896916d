package fairlead.access;

import fairlead.health.Probe;
import fairlead.health.ProbeResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.Readiness;

/** Down while nobody can sign in because there are no accounts, as at the first start. */
@Readiness
@ApplicationScoped
public class AccountsProbe extends Probe {
  private Accounts accounts;

  /** For the CDI container. */
  protected AccountsProbe() {}

  @Inject
  AccountsProbe(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public ProbeResult look() {
    return accounts.missing().map(ProbeResult::down).orElseGet(ProbeResult::well);
  }

  /** The check is local and reliable, so one result is enough. */
  @Override
  public boolean turnsAtOnce() {
    return true;
  }
}
