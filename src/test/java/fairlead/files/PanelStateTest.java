package fairlead.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fairlead.ssh.Prompt;
import fairlead.ssh.SshException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PanelStateTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Prompt PROMPT =
      new Prompt(
          Prompt.Kind.PASSWORD, "db", "Password", "", List.of(new Prompt.Field("Password", false)));

  private final PanelState panel = new PanelState("db", LONG);

  @Test
  void whoWatchesSeesTheQuestionAndItsAnswerReachesWhoAsked() throws Exception {
    CompletableFuture<char[][]> asking = asking(panel);
    PanelState.State state = await(panel, 1, LONG);
    assertEquals(PROMPT, state.prompt());
    panel.answer(state.question(), new char[][] {"secret".toCharArray()});
    assertArrayEquals("secret".toCharArray(), asking.get(5, TimeUnit.SECONDS)[0]);
    assertNull(await(panel, state.version(), LONG).prompt());
  }

  @Test
  void anAnswerToNothingIsWiped() {
    char[] late = "secret".toCharArray();
    panel.answer(1, new char[][] {late});
    assertArrayEquals(new char[6], late);
  }

  @Test
  void cancellingEndsTheOpening() throws Exception {
    CompletableFuture<char[][]> asking = asking(panel);
    panel.answer(await(panel, 1, LONG).question(), null);
    assertEquals(SshException.Reason.CANCELLED, reason(asking));
  }

  @Test
  void leavingEndsTheQuestionAndHangsUp() throws Exception {
    CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
    panel.interaction().cancellation().onCancel(() -> hungUp.complete(true));
    CompletableFuture<char[][]> asking = asking(panel);
    await(panel, 1, LONG);
    panel.leave();
    assertEquals(SshException.Reason.CANCELLED, reason(asking));
    assertTrue(hungUp.get(5, TimeUnit.SECONDS));
  }

  @Test
  void whoLeftBeforeIsToldAtOnce() throws Exception {
    panel.leave();
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    panel.interaction().cancellation().onCancel(() -> told.complete(true));
    assertTrue(told.get(5, TimeUnit.SECONDS));
  }

  @Test
  void nobodyWaitsForEver() throws Exception {
    PanelState hasty = new PanelState("db", Duration.ofMillis(50));
    assertEquals(SshException.Reason.PROMPT_TIMEOUT, reason(asking(hasty)));
    PanelState.State state = await(hasty, 0, LONG);
    assertEquals(state, await(hasty, state.version(), Duration.ofMillis(50)));
  }

  private static CompletableFuture<char[][]> asking(PanelState panel) {
    CompletableFuture<char[][]> answer = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                answer.complete(panel.interaction().prompter().ask(PROMPT));
              } catch (SshException e) {
                answer.completeExceptionally(e);
              }
            })
        .start();
    return answer;
  }

  private static SshException.Reason reason(CompletableFuture<char[][]> asking) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> asking.get(5, TimeUnit.SECONDS));
    return ((SshException) failed.getCause()).reason();
  }

  /** The newest state: one that is newer than the one seen, or that when none came in time. */
  private static PanelState.State await(PanelState panel, long seen, Duration most)
      throws InterruptedException {
    CountDownLatch newer = new CountDownLatch(1);
    panel.whenNewer(seen, newer::countDown);
    boolean came = newer.await(most.toMillis(), TimeUnit.MILLISECONDS);
    PanelState.State state = panel.state();
    assertEquals(came, state.version() > seen);
    return state;
  }
}
