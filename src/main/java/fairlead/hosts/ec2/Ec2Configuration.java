package fairlead.hosts.ec2;

import fairlead.ssh.HostKeyPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of {@code ec2.yaml}.
 *
 * @param refresh interval between two readings of the lists
 * @param callTimeout time limit for one call of AWS, including retries
 * @param limit most instances that are listed
 * @param labels tags that people may search by
 * @param port the port of the instances' SSH servers
 */
record Ec2Configuration(
    Duration refresh,
    Duration callTimeout,
    int limit,
    List<Account> accounts,
    List<String> labels,
    List<UserRule> users,
    List<ConnectRule> ways,
    HostKeyPolicy hostKeyPolicy,
    int port,
    ServiceUrls urls) {
  /** Every account in each of its regions, in the order of the file. */
  List<AccountRegion> places() {
    return accounts.stream()
        .flatMap(
            account -> account.regions().stream().map(region -> new AccountRegion(account, region)))
        .toList();
  }

  /**
   * The tags that are used. The others are not kept: an instance may have fifty, of 256 characters
   * each.
   */
  Set<String> tags() {
    Set<String> tags = new HashSet<>(labels);
    tags.add(Instance.NAME_TAG);
    for (UserRule rule : users) {
      if (rule instanceof UserRule.Tag tag) {
        tags.add(tag.tag());
      } else if (rule instanceof UserRule.Fixed fixed) {
        tags.addAll(fixed.when().tags().keySet());
      }
    }
    ways.forEach(rule -> tags.addAll(rule.when().tags().keySet()));
    return tags;
  }

  /** Whether a rule uses the names of AMIs, which take an extra request. */
  boolean wantsImageNames() {
    return users.stream()
            .anyMatch(
                rule ->
                    rule instanceof UserRule.Fixed fixed && fixed.when().imageName().isPresent())
        || ways.stream().anyMatch(rule -> rule.when().imageName().isPresent());
  }
}
