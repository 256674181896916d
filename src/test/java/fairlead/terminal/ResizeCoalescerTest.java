package fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fairlead.ssh.Size;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResizeCoalescerTest {
  private static final Size OPENED = new Size(80, 24);

  private final List<Runnable> begun = new ArrayList<>();
  private final List<Size> told = new ArrayList<>();
  private final ResizeCoalescer resizes = new ResizeCoalescer(OPENED, begun::add, told::add);

  @Test
  void onlyTheNewestOfManySizesIsTold() {
    for (int columns = 81; columns <= 200; columns++) {
      resizes.resize(new Size(columns, 24));
    }
    assertEquals(1, begun.size(), "once for all of them");
    begun.get(0).run();
    assertEquals(List.of(new Size(200, 24)), told);
  }

  @Test
  void theSameSizeIsNoChange() {
    resizes.resize(OPENED);
    assertEquals(0, begun.size());
  }

  @Test
  void aChangeAfterThatIsToldToo() {
    resizes.resize(new Size(100, 24));
    begun.get(0).run();
    resizes.resize(OPENED);
    begun.get(1).run();
    assertEquals(List.of(new Size(100, 24), OPENED), told);
  }

  @Test
  void aRepaintIsAnotherSizeAndBack() {
    resizes.repaint(OPENED);
    begun.get(0).run();
    assertEquals(List.of(new Size(80, 23), OPENED), told);
  }
}
