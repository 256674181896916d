package fairlead.it;

import java.util.List;

/**
 * What every entry point of the application answers to every kind of caller. {@code
 * EntryPointsTest} fails while an entry point has no row here, {@code AccessTableIT} asks them all.
 */
final class AccessTable {
  /** Who asks. */
  enum Caller {
    /** Without a login. */
    NOBODY,
    /** With cookies that this server never gave. */
    FORGER,
    AUDITOR,
    /** An operator whom no rule allows any host. */
    OUTSIDER,
    OPERATOR,
    ADMIN,
    /** The operator's browser, from a page of another site. */
    FOREIGN_PAGE,
    /** An operator's cookies after they have signed out. */
    SIGNED_OUT,
    /** An operator's cookies after newer logins of theirs have ended this one. */
    DISPLACED
  }

  /**
   * One request.
   *
   * @param entry as the code declares it: method and path, {@code SOCKET} or {@code FILTER}
   * @param method of the request
   * @param path that is asked for
   * @param body of the request; empty for none
   * @param expected statuses of the answers, in the order of {@link Caller}; logins that have ended
   *     are left out where they get what nobody gets
   */
  record Row(String entry, String method, String path, String body, List<Integer> expected) {
    int expected(Caller caller) {
      int place = List.of(Caller.values()).indexOf(caller);
      return expected.get(place < expected.size() ? place : 0);
    }
  }

  private static final String ASK =
      "/api/policy/decision?person=x&groups=operator&host=web-1&user=someone";
  private static final String FILE = "?path=/etc/passwd";

  static final List<Row> ROWS =
      List.of(
          row("GET /api/session", "/api/session", read(200)),
          row("GET /api/hosts", "/api/hosts", read(200)),
          row("GET /api/policy/decision", ASK, admin(200)),
          row("GET /api/terminals", "/api/terminals", read(200)),
          row("POST /api/terminals/{terminal}/token", "/api/terminals/none/token", change(404)),
          row("DELETE /api/terminals/{terminal}", "/api/terminals/none", change(404)),
          row("GET /api/drain", "/api/drain", admin(200)),
          new Row("POST /api/drain", "POST", "/api/drain", "{\"seconds\":-1}", admin(400)),
          new Row(
              "POST /api/files",
              "POST",
              "/api/files",
              "{\"host\":\"web-1\"}",
              List.of(401, 401, 403, 403, 200, 200, 403)),
          // Another account than the configured one.
          new Row(
              "POST /api/files",
              "POST",
              "/api/files",
              "{\"host\":\"web-1\",\"user\":\"root\"}",
              change(403)),
          new Row(
              "POST /api/files",
              "POST",
              "/api/files",
              "{\"host\":\"web-1\",\"user\":\"x\\n[INFO] forged\"}",
              change(400)),
          row("GET /api/files/{panel}", "/api/files/none", read(404)),
          new Row(
              "POST /api/files/{panel}/answers",
              "POST",
              "/api/files/none/answers",
              "{\"id\":1,\"values\":null}",
              change(404)),
          row("DELETE /api/files/{panel}", "/api/files/none", change(404)),
          row("GET /api/files/{panel}/entries", "/api/files/none/entries" + FILE, read(404)),
          row("GET /api/files/{panel}/entry", "/api/files/none/entry" + FILE, read(404)),
          row("DELETE /api/files/{panel}/entry", "/api/files/none/entry" + FILE, change(404)),
          row(
              "GET /api/files/{panel}/entry/typed",
              "/api/files/none/entry/typed?text=x",
              read(404)),
          row("GET /api/files/{panel}/entry/text", "/api/files/none/entry/text" + FILE, read(404)),
          row(
              "POST /api/files/{panel}/entry/name",
              "/api/files/none/entry/name" + FILE + "&to=/etc/passwd.old",
              change(404)),
          row(
              "POST /api/files/{panel}/directories",
              "/api/files/none/directories" + FILE,
              change(404)),
          row("GET /api/transfers/{panel}", "/api/transfers/none", read(404)),
          row("DELETE /api/transfers/{panel}/{transfer}", "/api/transfers/none/1", change(404)),
          row("FILTER /api/transfers/*", "/api/transfers/none", read(404)),
          row(
              "GET /api/transfers/{panel}/readable",
              "/api/transfers/none/readable" + FILE,
              read(404)),
          row(
              "GET /api/transfers/{panel}/content",
              "/api/transfers/none/content" + FILE,
              read(404)),
          row(
              "GET /api/transfers/{panel}/archive",
              "/api/transfers/none/archive" + FILE,
              read(404)),
          row(
              "HEAD /api/transfers/{panel}/content",
              "/api/transfers/none/content" + FILE,
              read(404)),
          row(
              "HEAD /api/transfers/{panel}/archive",
              "/api/transfers/none/archive" + FILE,
              read(404)),
          row("GET /api/transfers/{panel}/upload", "/api/transfers/none/upload" + FILE, read(404)),
          row(
              "DELETE /api/transfers/{panel}/upload",
              "/api/transfers/none/upload" + FILE,
              change(404)),
          new Row(
              "POST /api/transfers/{panel}/upload",
              "POST",
              "/api/transfers/none/upload" + FILE + "&offset=0&size=1&key=k",
              "x",
              change(404)),
          row("SERVLET /health-check/*", "/health-check/", all(200)),
          row("SERVLET /sign-in/ways", "/sign-in/ways", all(200)),
          // Who is signed in stays; who has no login is sent to sign in.
          row("SERVLET /sign-in", "/sign-in", sign(405)),
          new Row("SERVLET /sign-in", "POST", "/sign-in", "j_username=x&j_password=y", sign(303)),
          row("SERVLET /sign-out", "/sign-out", sign(405)),
          new Row("SERVLET /sign-out", "POST", "/sign-out", "", sign(303)),
          // No provider is configured here; OidcIT has one.
          row("SERVLET /sign-in/provider", "/sign-in/provider", all(404)),
          row("SERVLET /sign-in/arrival", "/sign-in/arrival", all(404)),
          new Row(
              "SERVLET /error", "GET", "/error", "", List.of(303, 303, 404, 404, 404, 404, 404)),
          row("FILTER /*", "/index.html", page(200)),
          row("FILTER /*", "/openapi.yaml", page(200)),
          row("FILTER /*", "/nothing", page(404)),
          new Row("FILTER /*", "POST", "/j_security_check", "", all(404)),
          new Row("FILTER /*", "POST", "/x/ibm_security_logout", "", all(404)),
          row("FILTER /*", "/api/ibm_security_logout/x", all(404)),
          new Row("FILTER /*", "PUT", "/", "", all(405)),
          row("SOCKET /ws/terminal/", "/ws/terminal/", List.of(401, 401, 101, 101, 101, 101, 403)));

  /**
   * What somebody wants to open, by every entry point that opens hosts.
   *
   * @param host by name or typed; null: the default one, which is web-1. {@code PORT} is that of
   *     the host
   * @param user null for none
   * @param expected statuses of the answers, for {@link #PEOPLE}; sockets close with 4000 more
   */
  record Opening(String host, String user, List<Integer> expected) {}

  /** Who opens. */
  static final List<Caller> PEOPLE =
      List.of(Caller.AUDITOR, Caller.OUTSIDER, Caller.OPERATOR, Caller.ADMIN);

  static final List<Opening> OPENINGS =
      List.of(
          new Opening(null, null, List.of(403, 403, 200, 200)),
          new Opening("web-1", null, List.of(403, 403, 200, 200)),
          // The configured account, others, and what is no name of an account.
          new Opening("web-1", "someone", List.of(403, 403, 200, 200)),
          new Opening("web-1", "root", List.of(403, 403, 403, 403)),
          new Opening("web-1", "Someone", List.of(403, 403, 403, 403)),
          new Opening("web-1", "", List.of(400, 400, 400, 400)),
          new Opening("web-1", "-oProxyCommand=x", List.of(400, 400, 400, 400)),
          new Opening("web-1", "x\\n[INFO] forged", List.of(400, 400, 400, 400)),
          // A host of no rule, and hosts of two labels.
          new Opening("db-1", null, List.of(403, 403, 403, 403)),
          new Opening("staging-1", null, List.of(403, 403, 200, 403)),
          new Opening("production-1", null, List.of(403, 403, 403, 403)),
          // Only one person may type hosts.
          new Opening("someone@127.0.0.1:PORT", null, List.of(403, 403, 403, 200)),
          new Opening("someone@127.0.0.1:PORT", "root", List.of(400, 400, 400, 400)),
          // Another account than the one that the rule names is not exchanged for that one.
          new Opening("root@127.0.0.1:PORT", null, List.of(403, 403, 403, 403)),
          new Opening("root@127.0.0.1:PORT", "root", List.of(403, 403, 403, 403)),
          new Opening("none-1", null, List.of(404, 404, 404, 404)),
          new Opening("WEB-1", null, List.of(404, 404, 404, 404)));

  private AccessTable() {}

  /** The method is the entry's. */
  private static Row row(String entry, String path, List<Integer> expected) {
    String method = entry.substring(0, entry.indexOf(' '));
    boolean named = List.of("GET", "HEAD", "POST", "DELETE").contains(method);
    return new Row(entry, named ? method : "GET", path, "", expected);
  }

  /** Everybody with a role. Other sites may make a browser ask, and cannot read the answer. */
  private static List<Integer> read(int status) {
    return List.of(401, 401, status, status, status, status, status);
  }

  private static List<Integer> change(int status) {
    return List.of(401, 401, status, status, status, status, 403);
  }

  private static List<Integer> admin(int status) {
    return List.of(401, 401, 403, 403, 403, status, 403);
  }

  /** From every page of this server. */
  private static List<Integer> sign(int status) {
    return List.of(status, status, status, status, status, status, 403);
  }

  /** Without a login, to the sign-in page. */
  private static List<Integer> page(int status) {
    return List.of(303, 303, status, status, status, status, status);
  }

  private static List<Integer> all(int status) {
    return List.of(status, status, status, status, status, status, status);
  }
}
