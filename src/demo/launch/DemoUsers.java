import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Writes the demo's users.xml: three people and one password, new at every start. Run by Maven
 * before the server.
 */
final class DemoUsers {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private DemoUsers() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String given = System.getenv("FAIRLEAD_DEMO_PASSWORD");
    String password = given == null || given.isEmpty() ? random() : given;
    StringBuilder xml =
        new StringBuilder("<server>\n  <basicRegistry id=\"people\" realm=\"Fairlead\">\n");
    for (String name : new String[] {"operator", "auditor", "admin"}) {
      xml.append("    <user name=\"%s\" password=\"%s\"/>\n".formatted(name, escaped(password)));
      xml.append("    <group name=\"%1$s\"><member name=\"%1$s\"/></group>\n".formatted(name));
    }
    xml.append("  </basicRegistry>\n");
    // The address and the password are what is to be read at the start.
    xml.append("  <variable name=\"fairlead.log.level\" value=\"AUDIT\"/>\n");
    xml.append(
        "  <variable name=\"demo.password\" value=\"%s\"/>\n</server>\n"
            .formatted(escaped(password)));
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, xml, UTF_8);
  }

  /** 16 of 31 letters: 79 bits. */
  private static String random() {
    StringBuilder password = new StringBuilder();
    new SecureRandom()
        .ints(16, 0, LETTERS.length())
        .forEach(i -> password.append(LETTERS.charAt(i)));
    return password.toString();
  }

  private static String escaped(String text) {
    // A dollar and a brace would be a variable of the server.
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("${", "$&#123;");
  }
}
