package fairlead.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {
  @Test
  void aNameIsWhatFollowsTheRealm() {
    assertEquals(
        Set.of("operator", "team/db"),
        Groups.names(
            "https://id.example.com/op",
            "ada",
            List.of(
                "group:https://id.example.com/op/operator",
                "group:https://id.example.com/op/team/db")));
  }

  @Test
  void aDirectorysGroupIsKnownByItsOwnName() {
    assertEquals(
        Set.of("operator", "Ops, Night"),
        Groups.names(
            "ldap",
            "uid=ada,ou=people,dc=example",
            List.of(
                "group:ldap/cn=operator,ou=groups,dc=example",
                "group:ldap/cn=Ops\\, Night,ou=groups,dc=example")));
  }

  @Test
  void whereNoDirectoryIsAnOddNameStaysWhatItIs() {
    assertEquals(
        Set.of("cn=admin,o=x"),
        Groups.names("provider", "ada", List.of("group:provider/cn=admin,o=x")));
  }

  @Test
  void nobodyIsInNoGroup() {
    assertEquals(Set.of(), Groups.names("Fairlead", "ada", List.of()));
  }
}
