package fairlead.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.openqa.selenium.Keys;

/** Presses every button that a view of the page shows, by the keyboard, and looks for the focus. */
final class ButtonWalk {
  /** The buttons that can be pressed now, of the dialog alone where one is open. */
  private static final String BUTTONS =
      """
      const all = root => [...root.querySelectorAll('*')].flatMap(one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      const modal = all(document).filter(one => one.localName === 'dialog' && one.matches(':modal')).at(-1);
      const buttons = all(modal ?? document)
        .filter(one => one.localName === 'button' && !one.disabled && one.checkVisibility({visibilityProperty: true}));
      const key = one => one.dataset.path ?? one.dataset.host ?? one.ariaLabel ?? one.textContent.replace(/\\s+/g, ' ').trim();
      """;

  /** Counts the requests that are under way; those that wait for a change do not count. */
  private static final String COUNT_REQUESTS =
      """
      window.pending = 0;
      const original = window.fetch;
      window.fetch = async (...args) => {
        const waits = /api\\/(files|transfers)\\/[^/?]+($|\\?)/.test(String(args[0]?.url ?? args[0]));
        window.pending += waits ? 0 : 1;
        try {
          return await original(...args);
        } finally {
          window.pending -= waits ? 0 : 1;
        }
      };
      """;

  /** Until no request is under way and the browser has nothing else to do, twice in a row. */
  private static final String AWAIT_REST =
      """
      const done = arguments[0];
      const look = () => requestIdleCallback(() => requestIdleCallback(() => (window.pending > 0 ? look() : done())));
      look();
      """;

  private final Page page;
  private final Set<String> leaving;
  private int pressed;

  /**
   * @param leaving buttons that leave the page, or open a window of the browser
   */
  ButtonWalk(Page page, Set<String> leaving) {
    this.page = page;
    this.leaving = leaving;
    page.script(COUNT_REQUESTS);
  }

  /**
   * Presses all buttons of a view.
   *
   * @param show brings the page to this view, from whatever a button led to
   * @return the buttons of this view
   */
  List<String> view(String name, Runnable show) {
    return view(name, show, List.of());
  }

  /**
   * The same of a view that adds buttons to another one.
   *
   * @param known those of the other view
   */
  List<String> view(String name, Runnable show, List<String> known) {
    show.run();
    List<String> keys = buttons();
    assertTrue(!keys.isEmpty(), name + " has no buttons");
    assertFocus(name);
    for (String key : keys) {
      if (!leaving.contains(key) && !known.contains(key)) {
        show.run();
        if (press(key)) {
          pressed++;
          assertFocus(key + " of " + name);
        }
      }
    }
    return keys;
  }

  /** How many buttons were pressed. */
  int pressed() {
    return pressed;
  }

  /** Presses a button with Enter. False if it is not there any more. */
  boolean press(String key) {
    boolean found =
        (Boolean)
            page.browser.executeScript(
                BUTTONS
                    + "const one = buttons.find(each => key(each) === arguments[0]);"
                    + "one?.focus(); return one !== undefined",
                key);
    if (found) {
      page.type("\n");
    }
    return found;
  }

  void closeDialogs() {
    while ((Boolean) page.script(BUTTONS + "return modal !== undefined")) {
      page.type(Keys.ESCAPE.toString());
    }
  }

  void awaitDialog() {
    page.until("a dialog", () -> (Boolean) page.script(BUTTONS + "return modal !== undefined"));
  }

  private void assertFocus(String after) {
    page.browser.executeAsyncScript(AWAIT_REST);
    page.until("the focus on something after " + after, () -> page.focus().contains(" "));
  }

  private List<String> buttons() {
    return ((List<?>) page.script(BUTTONS + "return [...new Set(buttons.map(key))]"))
        .stream().map(String.class::cast).toList();
  }
}
