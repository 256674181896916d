import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveSocket } from "./socket";

/** A socket whose other side says what the test says. */
class FakeWebSocket {
  static readonly OPEN = 1;
  readonly readyState = FakeWebSocket.OPEN;
  readonly sent: unknown[] = [];
  onmessage: ((event: { data: string }) => void) | undefined;
  close = vi.fn();

  constructor() {
    made.push(this);
  }

  send(data: unknown): void {
    this.sent.push(data);
  }
}

const made: FakeWebSocket[] = [];

describe("a socket", () => {
  const listener = { opened: vi.fn(), received: vi.fn(), closed: vi.fn() };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", FakeWebSocket);
    vi.stubGlobal("location", { protocol: "https:", host: "example.com" });
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

  it("pings every 15 s and is given up when nothing was heard for more than 2.5 pings", () => {
    const { socket } = open();
    vi.advanceTimersByTime(30_000);
    expect(socket.sent).toHaveLength(2);
    expect(listener.closed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(15_000);
    expect(listener.closed).toHaveBeenCalledExactlyOnceWith(1006, "", true);
    expect(socket.close).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(60_000);
    expect(socket.sent).toHaveLength(2);
  });

  it("lives for as long as anything is heard", () => {
    const { socket } = open();
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(30_000);
      socket.onmessage?.({ data: "{}" });
    }
    expect(listener.closed).not.toHaveBeenCalled();
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
