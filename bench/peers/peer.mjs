// A shell that can be typed into and listened to, however it is reached.
const DEADLINE_MS = 90_000;
const SLICE_MS = 5;

/**
 * What every peer has. Output is heard after it was parsed; a parser's speed can be set, so that a browser can be
 * played: what waits to be parsed is bounded by `hold()` and `go()` of the transport, or by its acknowledgements.
 *
 * A peer adds `open()`, `type(text)`, `hold()`, `go()`, `close()` and `pid()`, and, where it has a server of its own,
 * `static available()` and `static start(place)`.
 */
export class Peer {
  listeners = new Set();
  failing = new Set();
  waiting = [];
  /** Bytes that wait to be parsed. */
  queued = 0;
  /** Bytes per second that this reader parses; Infinity: as fast as they come. */
  rate = Infinity;
  parsed = 0;
  stopped = false;

  constructor(place) {
    this.place = place;
    place.peers.add(this);
  }

  /** CPU seconds that have been used between this reader and sshd. */
  cpuSeconds() {
    const pid = this.pid();
    return pid ? this.place.cpuSeconds(pid) : 0;
  }

  received(bytes) {
    if (this.rate === Infinity && this.waiting.length === 0 && !this.stopped) {
      this.parse(bytes);
      return;
    }
    this.waiting.push(bytes);
    this.queued += bytes.length;
    this.hold();
    this.timer ??= setInterval(() => this.slice(), SLICE_MS);
  }

  slice() {
    let budget = this.stopped ? 0 : (this.rate * SLICE_MS) / 1000;
    while (budget > 0 && this.waiting.length > 0) {
      const bytes = this.waiting.shift();
      if (bytes.length > budget) {
        this.waiting.unshift(bytes.subarray(budget));
      }
      const part = bytes.subarray(0, Math.min(bytes.length, budget));
      budget -= part.length;
      this.queued -= part.length;
      this.parse(part);
    }
    if (this.waiting.length === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.go();
    }
  }

  parse(bytes) {
    this.parsed += bytes.length;
    for (const listener of this.listeners) {
      listener(bytes);
    }
  }

  /** Reads nothing any more, until `start()`. */
  stop() {
    this.stopped = true;
    this.hold();
  }

  start() {
    this.stopped = false;
    if (this.waiting.length === 0) {
      this.go();
    }
  }

  /** The connection is gone: rejects everything that waits. */
  failed(error) {
    for (const fail of [...this.failing]) {
      fail(error);
    }
  }

  /** Resolves once `wanted(bytes)` is true; refuses after the deadline, or when the connection fails. */
  until(wanted) {
    const promise = new Promise((resolve, reject) => {
      const over = (settle, value) => {
        clearTimeout(timer);
        this.listeners.delete(listener);
        this.failing.delete(fail);
        settle(value);
      };
      const fail = (error) => over(reject, error);
      const timer = setTimeout(() => fail(new Error(`waited in vain for ${DEADLINE_MS / 1000} s`)), DEADLINE_MS);
      const listener = (bytes) => {
        if (wanted(bytes)) {
          over(resolve, bytes);
        }
      };
      this.failing.add(fail);
      this.listeners.add(listener);
    });
    // Rejects the waiting measure; one that has failed elsewhere no longer waits.
    promise.catch(() => undefined);
    return promise;
  }

  untilText(text) {
    let seen = "";
    return this.until((bytes) => {
      seen += bytes.toString("latin1");
      const found = seen.includes(text);
      seen = seen.slice(-text.length);
      return found;
    });
  }

  /** Runs a command line whose output ends with a mark of its own, and waits for that. */
  async command(line) {
    this.mark = (this.mark ?? 0) + 1;
    const done = this.untilText(`done-${this.mark}-42`);
    this.type(`${line}; echo done-${this.mark}-$((6*7))\n`);
    await done;
  }

  /** A plain sh without echo or prompt: line editors add bytes of their own around every command. */
  async plainShell() {
    this.type("exec sh\n");
    await this.command("PS1=; stty -echo");
  }
}
