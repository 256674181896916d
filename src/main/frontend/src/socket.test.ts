import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveSocket } from "./socket";

/** A socket whose other side says what the test says. */
class FakeWebSocket {
  static readonly OPEN = 1;
  readonly readyState = FakeWebSocket.OPEN;
  readonly sent: unknown[] = [];
  onmessage: ((event: { data: string }) => void) | undefined;
  onopen: (() => void) | undefined;
  close = vi.fn();

  constructor(readonly address: URL) {
    made.push(this);
  }

  send(data: unknown): void {
    this.sent.push(data);
  }
}

const made: FakeWebSocket[] = [];

describe("a socket", () => {
  const listener = { opened: vi.fn(), received: vi.fn(), closed: vi.fn(), unanswered: vi.fn(), hasty: vi.fn(() => false) };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
    vi.stubGlobal("location", { href: "https://example.com/shell/?a#b" });
    vi.clearAllMocks();
    made.length = 0;
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function open(): { live: LiveSocket; socket: FakeWebSocket } {
    const live = new LiveSocket(listener);
    const socket = made[0];
    if (!socket) {
      throw new Error("no socket was made");
    }
    return { live, socket };
  }

  it("pings every 15 s and is given up when nothing was heard for 15 s after that", () => {
    const { socket } = open();
    vi.advanceTimersByTime(15_000);
    expect(socket.sent).toHaveLength(1);
    socket.onmessage?.({ data: "{}" });
    vi.advanceTimersByTime(15_000);
    expect(socket.sent).toHaveLength(2);
    vi.advanceTimersByTime(14_999);
    expect(listener.closed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(1006, "", true);
    expect(socket.close).toHaveBeenCalledOnce();
    const sent = socket.sent.length;
    vi.advanceTimersByTime(60_000);
    expect(socket.sent).toHaveLength(sent);
  });

  it("pings each second while round trips are new", () => {
    const { socket } = open();
    socket.onopen?.();
    socket.onmessage?.({ data: "{}" });
    listener.hasty.mockReturnValue(true);
    vi.advanceTimersByTime(15_000);
    const before = socket.sent.length;
    for (let i = 1; i <= 3; i++) {
      vi.advanceTimersByTime(1_000);
      socket.onmessage?.({ data: "{}" });
      expect(socket.sent).toHaveLength(before + i);
    }
    listener.hasty.mockReturnValue(false);
    vi.advanceTimersByTime(1_000);
    socket.onmessage?.({ data: "{}" });
    vi.advanceTimersByTime(14_000);
    expect(socket.sent).toHaveLength(before + 4);
  });

  it("lives for as long as anything is heard", () => {
    const { socket } = open();
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(14_000);
      socket.onmessage?.({ data: "{}" });
    }
    expect(listener.closed).not.toHaveBeenCalled();
  });

  it("says after 2 s that a key is not answered, and when something is heard again", () => {
    const { live, socket } = open();
    live.send(Uint8Array.of(65));
    vi.advanceTimersByTime(1_999);
    expect(listener.unanswered).not.toHaveBeenCalled();
    const since = Date.now() - 1_999;
    vi.advanceTimersByTime(1);
    expect(listener.unanswered).toHaveBeenCalledExactlyOnceWith(since);
    socket.onmessage?.({ data: "{}" });
    expect(listener.unanswered).toHaveBeenLastCalledWith(null);
    vi.advanceTimersByTime(10_000);
    expect(listener.unanswered).toHaveBeenCalledTimes(2);
  });

  it("asks the server itself when a key is not answered: the host may just take none", () => {
    const { live, socket } = open();
    live.send(Uint8Array.of(65));
    vi.advanceTimersByTime(1_000);
    expect(socket.sent).toHaveLength(2);
    expect(socket.sent[1]).toContain('"ping"');
    socket.onmessage?.({ data: '{"type":"pong"}' });
    vi.advanceTimersByTime(5_000);
    expect(listener.unanswered).not.toHaveBeenCalled();
  });

  it("must answer within 5 s once it is doubted", () => {
    const { live, socket } = open();
    vi.advanceTimersByTime(1000);
    live.check();
    vi.advanceTimersByTime(4000);
    socket.onmessage?.({ data: "{}" });
    vi.advanceTimersByTime(2000);
    expect(listener.closed).not.toHaveBeenCalled();
    live.check();
    vi.advanceTimersByTime(5000);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(1006, "", true);
  });
});
