package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInLimitTest {
  private final SignInLimit limit =
      new SignInLimit(
          new RateLimiter(2, Duration.ofMinutes(5), () -> 0),
          new RateLimiter(4, Duration.ofMinutes(5), () -> 0));

  @Test
  void anAccountIsTriedNoMoreAfterTooManyFailuresFromAnywhere() {
    assertTrue(allowed("ada", "10.0.0.1"));
    assertTrue(allowed("ADA ", "10.0.0.2"));
    assertEquals(Duration.ofMinutes(5), limit.attempt("ada", "10.0.0.3"));
    assertTrue(allowed("grace", "10.0.0.3"));
  }

  @Test
  void anAddressIsTriedNoMoreAfterTooManyFailuresOfAnyAccount() {
    for (int i = 0; i < 4; i++) {
      assertTrue(allowed("person " + i, "10.0.0.1"));
    }
    assertFalse(allowed("ada", "10.0.0.1"));
    assertTrue(allowed("ada", "10.0.0.2"));
  }

  @Test
  void aSuccessClearsTheAccountButNotTheAddress() {
    limit.attempt("other", "10.0.0.1");
    limit.attempt("another", "10.0.0.1");
    for (int i = 0; i < 10; i++) {
      assertTrue(allowed("ada", "10.0.0.1"));
      limit.succeeded("ada", "10.0.0.1");
    }
    assertTrue(allowed("b", "10.0.0.1"));
    assertTrue(allowed("c", "10.0.0.1"));
    assertFalse(allowed("d", "10.0.0.1"));
  }

  @Test
  void aRefusedAttemptDoesNotProlongTheWait() {
    limit.attempt("ada", "10.0.0.1");
    limit.attempt("ada", "10.0.0.1");
    for (int i = 0; i < 10; i++) {
      assertFalse(allowed("ada", "10.0.0.1"));
    }
    assertTrue(allowed("grace", "10.0.0.1"));
  }

  @Test
  void oneSubscribersAddressesOfIpVersion6CountAsOne() {
    assertEquals(SignInLimit.network("2001:db8:1:2::1"), SignInLimit.network("2001:db8:1:2:3::9"));
    assertNotEquals(SignInLimit.network("2001:db8:1:2::1"), SignInLimit.network("2001:db8:1:3::1"));
    assertNotEquals(SignInLimit.network("10.0.0.1"), SignInLimit.network("10.0.0.2"));
  }

  private boolean allowed(String account, String address) {
    return limit.attempt(account, address).isZero();
  }
}
