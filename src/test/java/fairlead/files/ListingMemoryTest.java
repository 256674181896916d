package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.FileListing;
import fairlead.ssh.RemotePath;
import org.junit.jupiter.api.Test;

class ListingMemoryTest {
  /** An entry with a path of 100 bytes counts as 400. */
  private final ListingMemory memory = new ListingMemory(4_000);

  @Test
  void onePersonHasHalfOfIt() {
    ListingMemory.Lease first = memory.lease("ada");
    ListingMemory.Lease second = memory.lease("ada");
    assertEquals(3, taken(first, 3));
    assertEquals(2, taken(second, 9));
    assertEquals(5, taken(memory.lease("bob"), 9), "the other half is for others");
    first.close();
    assertEquals(3, taken(second, 9), "what was given back");
  }

  @Test
  void allTogetherHaveNoMore() {
    for (String person : new String[] {"ada", "bob"}) {
      assertEquals(5, taken(memory.lease(person), 9));
    }
    assertFalse(memory.lease("carol").take(0));
  }

  @Test
  void closingTwiceGivesBackOnce() {
    ListingMemory.Lease lease = memory.lease("ada");
    assertTrue(lease.take(100));
    ListingMemory.Lease other = memory.lease("ada");
    assertEquals(4, taken(other, 9));
    lease.close();
    lease.close();
    assertEquals(1, taken(memory.lease("ada"), 9));
  }

  @Test
  void aListingIsCutShortWhereThereIsNoRoom() throws Exception {
    MemoryFiles files = new MemoryFiles();
    for (int i = 0; i < 20; i++) {
      files.file("/srv/" + "x".repeat(93) + (10 + i), "");
    }
    try (ListingMemory.Lease lease = memory.lease("ada")) {
      FileListing some = files.list(new RemotePath("/srv"), 100, lease.within(1_000_000));
      assertEquals(5, some.files().size());
      assertFalse(some.whole());
    }
    try (ListingMemory.Lease lease = memory.lease("ada")) {
      assertEquals(
          3, files.list(new RemotePath("/srv"), 100, lease.within(301)).files().size(), "its own");
    }
  }

  private static int taken(ListingMemory.Lease lease, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += lease.take(100) ? 1 : 0;
    }
    return taken;
  }
}
