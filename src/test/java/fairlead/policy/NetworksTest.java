package fairlead.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
  private final Networks byDefault = new Networks(List.of(), List.of());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.9.9.9, loopback",
    "::1, loopback",
    // Notations that Java or the operating system take for the same.
    "2130706433, loopback",
    "127.1, loopback",
    "::ffff:127.0.0.1, loopback",
    "::ffff:7f00:1, loopback",
    "::127.0.0.1, loopback",
    "64:ff9b::7f00:1, loopback",
    "64:ff9b:1::7f00:1, loopback",
    "2002:7f00:1::, loopback",
    "::ffff:0:127.0.0.1, loopback",
    "::ffff:0:7f00:1, loopback",
    "64:ff9b:1:ffff:ffff:ffff:127.0.0.1, loopback",
    "64:ff9b:1:7f00:0:100::, loopback",
    "64:ff9b:1:7f00:0:100:1:2, loopback",
    "64:ff9b:1:fe7f:0:1::, loopback",
    "64:ff9b:1:1:7f:0:100:0, loopback",
    "2001:0:c000:201:0:0:80ff:fffe, loopback",
    "2001:0:7f00:1:0:0:3fff:fdfe, loopback",
    "2001:db8::5efe:127.0.0.1, loopback",
    "2001:db8::200:5efe:127.0.0.1, loopback",
    "fe80::5efe:127.0.0.1, l",
    "2001:db8:64::127.0.0.1, loopback",
    "2001:db8:1:2::127.0.0.1, loopback",
    "localhost, loopback",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "169.254.169.254, link-local",
    "2852039166, link-local",
    "::ffff:169.254.169.254, link-local",
    "64:ff9b::a9fe:a9fe, link-local",
    "::ffff:0:169.254.169.254, link-local",
    "64:ff9b:1:2:3:4:169.254.169.254, link-local",
    "64:ff9b:1:a9fe:a9:fe00::, link-local",
    "2002:a9fe:a9fe::1, link-local",
    "2001:db8:64::169.254.169.254, link-local",
    "2001:db8:64::168.63.129.16, metadata",
    "::ffff:0:100.100.100.200, metadata",
    "64:ff9b::224.0.0.1, multicast",
    "fe80::1, link-local",
    "fe80::1%1, link-local",
    "febf::1, link-local",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "255.255.255.255, multicast",
    "ff02::1, multicast",
    "fd00:ec2::254, metadata",
    "100.100.100.200, metadata"
  })
  void whatReachesThisMachineOrItsCloudIsRefused(String address, String what) throws Exception {
    Optional<String> refusal = byDefault.refusal(InetAddress.getByName(address), List.of());
    assertTrue(refusal.orElse("").contains(what), address + ": " + refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "10.0.0.1",
        "128.0.0.1",
        "169.255.0.1",
        "1.0.0.1",
        "223.255.255.255",
        "2001:db8::1",
        "fd00:ec2::253",
        "64:ff9b::c000:201",
        "64:ff9b:1::c000:201",
        "64:ff9b:1:c000:2:100::",
        "::ffff:0:192.0.2.1",
        "2002:c000:201::1",
        "2001:0:c000:201::3fff:fdfe",
        "2001:db8::5efe:192.0.2.1",
        "2001:db8::192.0.2.1",
        "2001:db8::ff00:1",
        "2606:4700:4700::1111",
        "2a00:1450:4001:82a::200e",
        "fec0::1"
      })
  void whatIsElsewhereIsNot(String address) throws Exception {
    assertEquals(Optional.empty(), byDefault.refusal(InetAddress.getByName(address), List.of()));
  }

  @Test
  void whatJavaItselfUnwrapsIsRefusedAsItIsReceived() throws Exception {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
    assertTrue(byDefault.refusal(address, List.of()).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "127.0.0.0/8, ::1, false",
    "::1, ::1, true",
    "127.0.0.0/8, 64:ff9b::7f00:1, true",
    "127.0.0.0/8, 169.254.169.254, false",
    // A rule for all networks does not include these.
    "0.0.0.0/0, 127.0.0.1, false",
    "::/0, ::1, false",
    "126.0.0.0/7, 127.0.0.1, false"
  })
  void onlyWhoNamesARefusedNetworkAllowsIt(String allowed, String address, boolean passes)
      throws Exception {
    InetAddress one = InetAddress.getByName(address);
    List<Network> networks = List.of(Network.of(allowed));
    Networks bySetting = new Networks(List.of(), networks);
    assertEquals(passes, bySetting.refusal(one, List.of()).isEmpty());
    assertEquals(passes, byDefault.refusal(one, networks).isEmpty());
  }

  @Test
  void anInstallationRefusesMore() throws Exception {
    Networks networks = new Networks(List.of(Network.of("10.0.0.0/8")), List.of());
    InetAddress inside = InetAddress.getByName("10.1.2.3");
    assertTrue(networks.refusal(inside, List.of()).isPresent());
    assertTrue(networks.refusal(InetAddress.getByName("64:ff9b::a01:203"), List.of()).isPresent());
    assertEquals(Optional.empty(), networks.refusal(inside, List.of(Network.of("10.1.0.0/16"))));
    assertEquals(Optional.empty(), networks.refusal(InetAddress.getByName("11.0.0.1"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0.0/",
        "10/8",
        "localhost",
        "example.com",
        "::/129",
        "fe80::1%eth0",
        "10.0.0.0/8/8",
        "0x0a000000/8",
        "167772160/8",
        "300.0.0.0/8",
        "10.0.0.0/-1"
      })
  void whatIsNoNetworkIsNoneAndNoNameIsLookedUp(String text) {
    assertEquals(Optional.empty(), Network.parse(text));
  }

  @Test
  void aNetworkIsShownAsItIsWritten() {
    assertEquals(
        List.of("10.0.0.0/8", "127.0.0.1/32", "0.0.0.0/0"),
        Stream.of("10.0.0.0/8", " 127.0.0.1", "0.0.0.0/0")
            .map(text -> Network.of(text).toString())
            .toList());
  }
}
