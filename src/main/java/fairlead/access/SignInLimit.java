package fairlead.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Limits failed sign-ins per account and per address. Beyond the limit a password is not even
 * checked.
 */
@ApplicationScoped
public class SignInLimit {
  private RateLimiter accounts;
  private RateLimiter addresses;

  /** For the CDI container. */
  protected SignInLimit() {}

  @Inject
  SignInLimit(AccessSettings settings) {
    this(
        new RateLimiter(
            settings.signInFailuresAccount(), settings.signInWindow(), System::nanoTime),
        new RateLimiter(
            settings.signInFailuresAddress(), settings.signInWindow(), System::nanoTime));
  }

  SignInLimit(RateLimiter accounts, RateLimiter addresses) {
    this.accounts = accounts;
    this.addresses = addresses;
  }

  /**
   * Counts an attempt as failed until {@link #succeeded}, so that concurrent attempts cannot exceed
   * the limit together.
   *
   * @return how long to wait before trying; zero when it may be tried now
   */
  synchronized Duration attempt(String account, String address) {
    Duration ofAccount = accounts.wait(account(account));
    Duration ofAddress = addresses.wait(network(address));
    Duration wait = ofAccount.compareTo(ofAddress) > 0 ? ofAccount : ofAddress;
    if (wait.isZero()) {
      accounts.add(account(account));
      addresses.add(network(address));
    }
    return wait;
  }

  synchronized void succeeded(String account, String address) {
    accounts.forget(account(account));
    addresses.subtract(network(address));
  }

  // Most registries ignore the case of names.
  private static String account(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** An IPv4 address, or the /64 of an IPv6 address: a client usually has the whole /64. */
  static String network(String address) {
    try {
      // The server gives literals only, so this asks no name server.
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : parsed.getHostAddress();
    } catch (UnknownHostException notLiteral) {
      return address;
    }
  }
}
