package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy as people meet it, over the real socket. */
class AccessPolicyIT {
  private static final String WEB =
      """
        - name: web
          groups: [operator]
          hosts: [web-*]
          users: ["{configured}", ghost]
          networks: [127.0.0.1/32]
      """;

  private static PolicyPlace place;

  @BeforeAll
  static void start() throws Exception {
    place = new PolicyPlace("policy", Map.of("FAIRLEAD_TERMINAL_PER_HOST", "3"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (place != null) {
      place.close();
    }
  }

  @Test
  void whoMayOpensAndSeesNothingElse() throws Exception {
    place.rules(WEB);
    Browserless operator = place.signedIn("operator");
    JsonObject hosts = PolicyPlace.json(operator.get("/api/hosts").body());
    assertEquals(
        List.of("web-1", "web-2"),
        hosts.getJsonArray("hosts").getValuesAs(JsonObject.class).stream()
            .map(one -> one.getString("name"))
            .toList());
    JsonObject first = hosts.getJsonArray("hosts").getJsonObject(0);
    assertEquals("someone", first.getString("user"));
    assertEquals("[\"someone\",\"ghost\"]", first.get("users").toString());
    assertFalse(hosts.getBoolean("typed"));
    Browserless.Socket socket = operator.socket();
    socket.say("{'type':'open','host':'web-1','user':'ghost','columns':80,'rows':24}");
    JsonObject opened = PolicyPlace.opened(socket);
    assertTrue(place.server.said("operator may open web-1 as ghost: rule web"));
    operator.call("DELETE", "/api/terminals/" + opened.getString("terminal"));
    socket.awaitClose();
  }

  @Test
  void whoMayNotIsToldAndTheLogSaysWhy() throws Exception {
    place.rules(WEB);
    Browserless.Socket socket = place.signedIn("operator").socket();
    socket.open("db-1");
    assertEquals(
        "You may not open db-1 as someone now. Ask an administrator.",
        socket.await("failed").getString("message"));
    assertEquals(4403, socket.awaitClose());
    assertTrue(place.server.said("operator may not open db-1 as someone: host, nearest rule: web"));
    Browserless.Socket root = place.signedIn("operator").socket();
    root.say("{'type':'open','host':'web-1','user':'root','columns':80,'rows':24}");
    assertEquals(4403, root.awaitClose());
    Browserless.Socket auditor = place.signedIn("auditor").socket();
    auditor.open("web-1");
    assertEquals(4403, auditor.awaitClose());
  }

  @Test
  void whatIsTakenAwayEndsAlsoWhereNobodyLooks() throws Exception {
    place.rules(WEB);
    Browserless operator = place.signedIn("operator");
    Browserless.Socket seen = operator.socket();
    seen.open("web-1");
    PolicyPlace.opened(seen);
    Browserless.Socket left = operator.socket();
    left.open("web-2");
    PolicyPlace.opened(left);
    left.abort();
    place.rules("");
    JsonObject ended = seen.await("ended");
    assertEquals("not-allowed", ended.getString("reason"));
    assertTrue(ended.getString("message").contains("you may no longer use this host"));
    assertEquals(4403, seen.awaitClose());
    await(
        "the end of the terminal that nobody looks at",
        () -> !Site.terminals(operator).iterator().hasNext());
  }

  @Test
  void anOpeningThatWaitsForItsPersonEndsWithItsRule() throws Exception {
    place.rules(WEB);
    Browserless.Socket socket = place.signedIn("operator").socket();
    socket.open("web-1");
    socket.await("prompt");
    place.rules("");
    assertEquals(4403, socket.await("failed").getInt("code"));
    assertEquals(4403, socket.awaitClose());
  }

  @Test
  void whoComesBackIsAskedAgain() throws Exception {
    place.rules(WEB);
    Browserless second = place.signedIn("second");
    Browserless.Socket socket = second.socket();
    socket.open("web-1");
    JsonObject opened = PolicyPlace.opened(socket);
    socket.abort();
    place.rules("");
    Browserless.Socket again = second.socket();
    again.say(
        "{'type':'attach','terminal':'%s','token':'%s','output':0,'input':0,'columns':80,'rows':24}"
            .formatted(opened.getString("terminal"), opened.getString("token")));
    // It may have been ended by then: either way nobody gets in.
    assertTrue(List.of(4403, 4404).contains(again.awaitClose()));
  }

  @Test
  void limitsHold() throws Exception {
    place.rules(
        WEB
            + """
                limits: { terminals: 1, idle: PT2S }
              - { name: db, groups: [operator], hosts: [db-1], networks: [127.0.0.1/32] }
            """);
    Browserless operator = place.signedIn("operator");
    Browserless.Socket first = operator.socket();
    first.open("web-1");
    PolicyPlace.opened(first);
    Browserless.Socket second = operator.socket();
    second.open("web-2");
    assertTrue(second.await("failed").getString("message").contains("which is your limit"));
    assertEquals(4429, second.awaitClose());
    Browserless.Socket third = operator.socket();
    third.open("db-1");
    PolicyPlace.opened(third);
    third.say("{'type':'end'}");
    assertEquals("idle", first.await("ended").getString("reason"));
  }

  @Test
  void oneHostTakesNoMoreThanIsSet() throws Exception {
    place.rules(WEB);
    Browserless operator = place.signedIn("operator");
    // All names are one machine.
    Browserless.Socket[] open = new Browserless.Socket[3];
    for (int i = 0; i < 3; i++) {
      open[i] = operator.socket();
      open[i].open("web-" + (1 + i % 2));
      PolicyPlace.opened(open[i]);
    }
    Browserless.Socket more = place.signedIn("second").socket();
    more.open("web-1");
    assertEquals(
        "web-1 already has 3 open terminals, which is its limit. Try again later.",
        more.await("failed").getString("message"));
    assertEquals(4429, more.awaitClose());
    for (Browserless.Socket one : open) {
      one.say("{'type':'end'}");
      one.awaitClose();
    }
  }

  @Test
  void aRecordingThatCannotBeMadeIsNotForgotten() throws Exception {
    place.rules(
        """
          - { name: vault, groups: [operator], hosts: [vault-*], recording: required }
          - { name: all, groups: [operator], hosts: ['*'] }
        """);
    Browserless operator = place.signedIn("operator");
    assertFalse(operator.get("/api/hosts").body().contains("vault-1"));
    Browserless.Socket socket = operator.socket();
    socket.open("vault-1");
    assertTrue(
        socket.await("failed").getString("message").contains("only be opened with a recording"));
    assertEquals(4403, socket.awaitClose());
  }

  @Test
  void aHostMayBeTypedWhereARuleSaysSo() throws Exception {
    place.rules(
        WEB
            + """
              - name: by hand
                people: [admin]
                typed: true
                networks: [127.0.0.1/32]
                users: ["*"]
            """);
    String typed = "someone@127.0.0.1:" + place.host.port();
    Browserless admin = place.signedIn("admin");
    assertTrue(PolicyPlace.json(admin.get("/api/hosts").body()).getBoolean("typed"));
    Browserless.Socket socket = admin.socket();
    socket.open(typed);
    PolicyPlace.opened(socket);
    socket.say("{'type':'end'}");
    assertEquals(1000, socket.awaitClose());
    Browserless.Socket operator = place.signedIn("operator").socket();
    operator.open(typed);
    assertEquals(
        "You may not open this host. Ask an administrator.",
        operator.await("failed").getString("message"));
    assertEquals(4403, operator.awaitClose());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x@169.254.169.254",
        "x@[::1]:22",
        "x@[::ffff:127.0.0.1]",
        "x@[64:ff9b::7f00:1]",
        "x@127.0.0.1",
        "x@2130706433",
        "x@0x7f000001",
        "x@127.1",
        "x@0.0.0.0",
        "x@localhost",
        "x@224.0.0.1"
      })
  void noNotationLeadsToAnAddressThatIsRefused(String typed) throws Exception {
    place.rules(
        """
          - name: everywhere
            people: [admin]
            typed: true
            networks: [0.0.0.0/0, "::/0"]
            users: ["*"]
        """);
    Browserless.Socket socket = place.signedIn("admin").socket();
    socket.open(typed);
    String told = socket.await("failed").getString("message");
    // Java and the operating system differ in which notations they know at all.
    boolean unknown = told.contains("the address cannot be resolved") && typed.contains("0x");
    assertTrue(unknown || told.contains("that this server does not dial"), typed + ": " + told);
    assertTrue(unknown || told.contains("fairlead.addresses.allowed"), told);
    assertEquals(unknown ? 4502 : 4403, socket.awaitClose());
  }

  @Test
  void anAdministratorAsksWhyNot() throws Exception {
    place.rules(WEB);
    Browserless admin = place.signedIn("admin");
    JsonObject yes = PolicyPlace.decision(admin, "operator", "operator", "web-1");
    assertEquals("web", yes.getString("rule"));
    JsonObject no = PolicyPlace.decision(admin, "ada", "operator,deploy", "db-1");
    assertEquals("web", no.getString("nearest"));
    assertEquals("host", no.getString("part"));
    JsonObject known =
        PolicyPlace.json(
            admin.get("/api/policy/decision?person=second&host=web-1&user=ghost").body());
    assertEquals("[\"operator\"]", known.get("groups").toString());
    assertTrue(known.getBoolean("allowed"));
    assertEquals(
        403,
        place.signedIn("operator").get("/api/policy/decision?person=a&host=web-1").statusCode());
    assertEquals(404, admin.get("/api/policy/decision?person=a&host=missing").statusCode());
    assertEquals(400, admin.get("/api/policy/decision?host=web-1").statusCode());
    for (String control : List.of("%00", "a%0d%0ab", "%7f")) {
      String asked = "/api/policy/decision?host=web-1&person=" + control;
      assertEquals(400, admin.get(asked).statusCode(), asked);
    }
  }

  @Test
  void aBrokenFileIsNamedAndChangesNothing() throws Exception {
    place.rules(WEB);
    place.breakRules();
    Browserless admin = place.signedIn("admin");
    await(
        "the problem",
        () -> admin.get("/api/hosts").body().contains("The last valid version stays in use"));
    Browserless operator = place.signedIn("operator");
    assertTrue(operator.get("/api/hosts").body().contains("web-1"));
    assertFalse(operator.get("/api/hosts").body().contains("policy.yaml"));
    await(
        "health to name it",
        () -> operator.get("/health/ready").body().contains("policy.yaml, line 1"));
    assertFalse(operator.get("/health/ready").body().contains("secret-rule"));
  }

  @Test
  void whoLosesTheirGroupInTheRegistryLosesTheirTerminals() throws Exception {
    place.rules(WEB);
    Browserless second = place.signedIn("second");
    Browserless.Socket socket = second.socket();
    socket.open("web-1");
    PolicyPlace.opened(socket);
    String configuration = Files.readString(place.server.configuration());
    try {
      place.server.configure(configuration.replace("<member name=\"second\"/>", ""));
      assertEquals("not-allowed", socket.await("ended").getString("reason"));
      assertEquals(4403, socket.awaitClose());
    } finally {
      place.server.configure(configuration);
    }
  }

  private static void await(String what, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!holds.call()) {
      assertTrue(System.nanoTime() < deadline, "waited in vain for " + what);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
