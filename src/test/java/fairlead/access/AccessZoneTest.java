package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessZoneTest {
  @ParameterizedTest
  @CsvSource({
    "/sign-in.html, PUBLIC",
    "/favicon.ico, PUBLIC",
    "/health-check/, PUBLIC",
    "/assets/index.js, PUBLIC",
    "/sign-in/ways, PUBLIC",
    "/sign-in/provider, PROVIDER",
    "/sign-in/arrival, PROVIDER",
    "/sign-in/provider/x, PAGE",
    "/sign-in, SIGN",
    "/sign-out, SIGN",
    "/api/hosts, API",
    "/api, API",
    "/ws/terminal/, SOCKET",
    "/ws/anything/new, CLOSED",
    "/ws, CLOSED",
    "/j_security_check, CLOSED",
    "/api/j_security_check, CLOSED",
    "/j_security_check/x, CLOSED",
    "/ibm_security_logout, CLOSED",
    "/ibm_security_logout/x, CLOSED",
    "/api/xibm_security_logouts, CLOSED",
    "/, PAGE",
    "/index.html, PAGE",
    "/assets, PAGE",
    "/sign-in.html/x, PAGE",
    "/Sign-In.html, PAGE",
    "/apiary, PAGE",
    "/health-check, PAGE",
    "/health-check/x, PAGE",
    "/error, PAGE"
  })
  void whatIsNotNamedIsForPeopleWithARole(String path, AccessZone zone) {
    assertEquals(zone, AccessZone.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/index.js, /assets/*",
    "/health-check/, /health-check/",
    "/sign-in, /sign-in",
    "/api/terminals/zPRR-xSijTSy6ddCmvCiKtC1, /api/*",
    "/ws/terminal/, /ws/*",
    "/x/j_security_check, /*",
    "/whatever/somebody/asks, /*"
  })
  void thereAreFewRoutes(String path, String route) {
    assertEquals(route, AccessZone.of(path).route(path));
  }
}
