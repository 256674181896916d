package fairlead.hosts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.access.Person;
import fairlead.access.Role;
import fairlead.policy.Limits;
import fairlead.policy.Network;
import fairlead.policy.Networks;
import fairlead.ssh.AddressRules;
import fairlead.ssh.Destination;
import fairlead.ssh.HostKeyPolicy;
import fairlead.ssh.Route;
import fairlead.ssh.SshException;
import fairlead.ssh.login.Password;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressPolicyTest {
  private final AddressPolicy policy = new AddressPolicy(new Networks(List.of(), List.of()));
  private final Host web = host("web", "web.example.com");

  @Test
  void anAdministratorReadsWhatWouldAllowIt() {
    assertTrue(
        refusal(Role.ADMIN, Limits.none(), "web", "127.0.0.1").contains("fairlead.addresses"));
    String told = refusal(Role.OPERATOR, Limits.none(), "web", "127.0.0.1");
    assertEquals(
        "web has an address that this server does not dial: it is a loopback address. Ask an"
            + " administrator.",
        told);
  }

  @Test
  void theNetworksOfARuleHoldTheHostAndNotTheHopsBeforeIt() {
    Limits inside = limits("10.0.0.0/8");
    assertDoesNotThrow(() -> check(Role.OPERATOR, inside, "web", "10.1.2.3"));
    assertTrue(refusal(Role.OPERATOR, inside, "web", "192.0.2.1").contains("outside the networks"));
    assertDoesNotThrow(() -> check(Role.OPERATOR, inside, "hop", "192.0.2.1"));
    assertTrue(refusal(Role.OPERATOR, inside, "hop", "169.254.169.254").contains("link-local"));
  }

  @Test
  void aRuleThatNamesARefusedNetworkAllowsIt() {
    Limits loopback = limits("127.0.0.0/8");
    assertDoesNotThrow(() -> check(Role.OPERATOR, loopback, "web", "127.0.0.1"));
    assertTrue(refusal(Role.OPERATOR, loopback, "web", "::1").contains("loopback"));
  }

  @Test
  void aNameThatAHopResolvesIsNotSeenHere() {
    Destination hop = host("hop", "hop.example.com").destination();
    Route seen = new Route.Through(hop);
    Route unseen = new Route.Through(hop, true);
    assertFalse(AddressPolicy.unseen(web));
    assertFalse(AddressPolicy.unseen(by(web, seen)));
    assertTrue(AddressPolicy.unseen(by(web, unseen)));
    assertFalse(AddressPolicy.unseen(by(host("web", "10.0.0.1"), unseen)));
  }

  private void check(Role role, Limits limits, String name, String address) throws Exception {
    AddressRules rules = policy.rules(web, new Person("ada", Set.of(role), "login"), limits);
    rules.check(name, InetAddress.getByName(address));
  }

  private String refusal(Role role, Limits limits, String name, String address) {
    SshException refused =
        assertThrows(SshException.class, () -> check(role, limits, name, address));
    assertEquals(SshException.Reason.ADDRESS_REFUSED, refused.reason());
    return refused.getMessage();
  }

  private static Host by(Host host, Route route) {
    return new Host(host.destination().withRoute(route), Map.of(), "hosts.yaml");
  }

  private static Host host(String name, String address) {
    return new Host(
        new Destination(name, address, 22, "ada", List.of(new Password()), HostKeyPolicy.ASK, true),
        Map.of(),
        "hosts.yaml");
  }

  private static Limits limits(String network) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        false,
        false,
        false,
        false,
        List.of(Network.of(network)));
  }
}
