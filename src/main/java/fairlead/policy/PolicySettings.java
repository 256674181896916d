package fairlead.policy;

import fairlead.settings.DataDirectory;
import fairlead.settings.PathText;
import fairlead.settings.Setting;
import fairlead.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the policy, and of the addresses that may be dialled. */
@ApplicationScoped
public class PolicySettings {
  DataDirectory directory;

  @Setting(
      name = "fairlead.policy.file",
      defaultsTo = "policy.yaml",
      unit = "path",
      check = PathText.class)
  String policyFile;

  @Setting(name = "fairlead.policy.required", defaultsTo = "false")
  boolean policyRequired;

  @Setting(
      name = "fairlead.addresses.allowed",
      unit = "networks, separated by commas",
      check = NetworkText.class)
  Optional<List<String>> addressesAllowed;

  @Setting(
      name = "fairlead.addresses.refused",
      unit = "networks, separated by commas",
      check = NetworkText.class)
  Optional<List<String>> addressesRefused;

  @Setting(
      name = "fairlead.policy.check-interval",
      defaultsTo = "PT1M",
      min = "PT0.1S",
      max = "PT1H")
  Duration checkInterval;

  @Inject
  void read(Settings settings, DataDirectory where) {
    settings.fill(this);
    directory = where;
  }

  Path policyFile() {
    return directory.resolve(policyFile);
  }

  /** Whether nothing is allowed while there is no policy file. */
  boolean policyRequired() {
    return policyRequired;
  }

  /** Networks that may be dialled although they are refused by default. */
  List<Network> addressesAllowed() {
    return networks(addressesAllowed);
  }

  /** Networks that must not be dialled besides those that are refused by default. */
  List<Network> addressesRefused() {
    return networks(addressesRefused);
  }

  private static List<Network> networks(Optional<List<String>> texts) {
    return texts.orElse(List.of()).stream().map(Network::parse).flatMap(Optional::stream).toList();
  }

  /** Interval at which the policy is asked again about what is open. */
  public Duration checkInterval() {
    return checkInterval;
  }
}
