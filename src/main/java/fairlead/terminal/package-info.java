/**
 * A person at a browser, and the shell in front of them.
 *
 * <p>Offers: the socket {@code /ws/terminal/} and its two dialects (docs/PROTOCOL.md), terminals
 * that outlive their browser, flow control from the drawn pixel to the SSH window, resume without
 * loss.
 *
 * <p>Leaves to others: who the person is ({@code access}), which machines there are ({@code
 * hosts}), SSH itself ({@code ssh}).
 */
package fairlead.terminal;
