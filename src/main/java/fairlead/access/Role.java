package fairlead.access;

import java.util.Locale;

/** What a person may do. The server maps its groups to roles of the same lower-case name. */
public enum Role {
  /** Opens terminals. */
  OPERATOR,
  /** Watches terminals and replays recordings. */
  AUDITOR,
  /** Sees and ends all sessions. */
  ADMIN;

  /** The name in web.xml and in the server's role mapping. */
  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
