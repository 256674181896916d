package fairlead.testing;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** An LDAP server, by TLS. Its people: ada, an operator, and eve, who is in none of the groups. */
public final class Directory implements AutoCloseable {
  public static final String BASE = "dc=example,dc=com";
  public static final String READER = "cn=reader,dc=example,dc=com";
  public static final String PASSWORD = "directory-password";

  private final InMemoryDirectoryServer server;

  private Directory(InMemoryDirectoryServer server) {
    this.server = server;
  }

  public static Directory start(Certificate certificate)
      throws LDAPException, LDIFException, IOException, GeneralSecurityException {
    SSLContext context = certificate.context();
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
    config.addAdditionalBindCredentials(READER, PASSWORD);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPSConfig(
            "ldaps",
            InetAddress.getLoopbackAddress(),
            0,
            context.getServerSocketFactory(),
            context.getSocketFactory()));
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: example");
    server.add("dn: ou=people," + BASE, "objectClass: organizationalUnit", "ou: people");
    server.add("dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups");
    person(server, "ada");
    person(server, "eve");
    group(server, "operator");
    group(server, "night shift");
    server.startListening();
    return new Directory(server);
  }

  public int port() {
    return server.getListenPort();
  }

  /** As if it were switched off; its people are still there when it comes back. */
  public void stop() {
    server.shutDown(true);
  }

  public void comeBack() throws LDAPException {
    server.startListening();
  }

  @Override
  public void close() {
    server.close();
  }

  private static void person(InMemoryDirectoryServer server, String name)
      throws LDAPException, LDIFException {
    server.add(
        "dn: uid=" + name + ",ou=people," + BASE,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "userPassword: " + PASSWORD);
  }

  private static void group(InMemoryDirectoryServer server, String name)
      throws LDAPException, LDIFException {
    server.add(
        "dn: cn=" + name + ",ou=groups," + BASE,
        "objectClass: groupOfNames",
        "cn: " + name,
        "member: uid=ada,ou=people," + BASE);
  }
}
