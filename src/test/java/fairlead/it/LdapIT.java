package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.testing.Certificate;
import fairlead.testing.Directory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** People in a directory: the drop-in of docs/SIGN_IN.md against a real LDAP server. */
@EnabledIf("fairlead.testing.OpenSshServer#available")
class LdapIT {
  private static Directory directory;
  private static Alone place;
  private static String base;

  @BeforeAll
  static void start() throws Exception {
    Path files = Site.directory("ldap");
    Certificate certificate = Certificate.make(files, "directory");
    directory = Directory.start(certificate);
    place =
        Alone.start(
            files,
            Map.of(
                "FAIRLEAD_SIGN_IN",
                "ldap",
                "FAIRLEAD_LDAP_HOST",
                "localhost",
                "FAIRLEAD_LDAP_PORT",
                String.valueOf(directory.port()),
                "FAIRLEAD_LDAP_BASE",
                Directory.BASE,
                "FAIRLEAD_LDAP_BIND_DN",
                Directory.READER,
                "FAIRLEAD_LDAP_BIND_PASSWORD",
                Directory.PASSWORD,
                "FAIRLEAD_TRUST_STORE",
                certificate.trust().toString(),
                "FAIRLEAD_TRUST_STORE_PASSWORD",
                Certificate.PASSWORD,
                "FAIRLEAD_TERMINAL_ON_SIGN_OUT",
                "KEEP"));
    base = place.server().address();
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
    if (directory != null) {
      directory.close();
    }
  }

  @Test
  void aGroupOfTheDirectoryIsARoleAndIsKnownByItsName() throws Exception {
    Browserless ada = signedIn();
    String session = ada.get("/api/session").body();
    assertTrue(session.contains("\"name\":\"ada\",\"roles\":[\"operator\"]"), session);
    assertTrue(session.contains("\"groups\":[\"night shift\",\"operator\"]"), session);
    Alone.terminal(ada, base);
  }

  @Test
  void whereItIsSoConfiguredTerminalsRunOnAfterTheSignOut() throws Exception {
    Browserless ada = signedIn();
    Browserless.Socket socket = Alone.terminal(ada, base);
    assertEquals(303, ada.call("POST", "/sign-out").statusCode());
    assertEquals(4401, socket.awaitClose());
    assertTrue(signedIn().get("/api/terminals").body().contains("\"host\":\"" + Alone.HOST + "\""));
  }

  @Test
  void aWrongPasswordAndAnAccountWithoutARoleAreRefused() throws Exception {
    assertEquals("/sign-in.html?failed", signIn("ada", "wrong"));
    assertEquals("/sign-in.html?failed", signIn("eve", Directory.PASSWORD));
    assertEquals("/sign-in.html?failed", signIn("*", Directory.PASSWORD));
    assertEquals("/sign-in.html?failed", signIn("ada)(cn=*", Directory.PASSWORD));
    // An LDAP bind without a password succeeds as nobody (RFC 4513 §5.1.2).
    assertEquals("/sign-in.html?failed", signIn("ada", ""));
  }

  @Test
  void whileTheDirectoryIsDownNobodyIsToldThatAPasswordIsWrong() throws Exception {
    directory.stop();
    try {
      assertEquals("/sign-in.html?away", signIn("someone", Directory.PASSWORD));
      assertTrue(place.server().said("the user registry does not answer"));
    } finally {
      directory.comeBack();
    }
    assertEquals("/", signIn("ada", Directory.PASSWORD));
  }

  private static Browserless signedIn() throws Exception {
    Browserless ada = Browserless.at(base);
    assertEquals("/", location(ada, "ada", Directory.PASSWORD));
    return ada;
  }

  private static String signIn(String name, String password) throws Exception {
    return location(Browserless.at(base), name, password);
  }

  private static String location(Browserless person, String name, String password)
      throws Exception {
    URI to = URI.create(person.signIn(name, password).headers().firstValue("Location").orElse(""));
    return to.getQuery() == null ? to.getPath() : to.getPath() + "?" + to.getQuery();
  }
}
