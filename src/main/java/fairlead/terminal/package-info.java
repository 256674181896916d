/**
 * Terminals: shells that people use in a browser.
 *
 * <p>Offers the socket {@code /ws/terminal/} with its two modes (docs/PROTOCOL.md), terminals that
 * outlive their browser, flow control from the browser's drawing to the SSH window, and resume
 * without loss.
 *
 * <p>Out of scope: who the person is (owned by {@code access}), whether they may open a host (owned
 * by {@code admission}), SSH itself (owned by {@code ssh}).
 */
package fairlead.terminal;
