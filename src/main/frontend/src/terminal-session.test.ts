import { describe, expect, it } from "vitest";
import { TerminalSession } from "./terminal-session";
import { type ClientMessage } from "./protocol";
import { TerminalState } from "./terminal-state";

function conversation(): { one: TerminalSession; said: ClientMessage[] } {
  const said: ClientMessage[] = [];
  const around = { draw: () => undefined, size: () => ({ columns: 80, rows: 24 }), grace: () => 60 };
  const one = new TerminalSession("web-1", "", new TerminalState(() => undefined), around, (message) => {
    if (!(message instanceof Uint8Array)) {
      said.push(message);
    }
  });
  return { one, said };
}

describe("what is said about a terminal", () => {
  it("opens once, then attaches, and makes up no trace", () => {
    const { one, said } = conversation();
    one.greet();
    one.stand({ type: "opened", terminal: "t", token: "a", node: "n", credit: 1000 });
    one.greet();
    expect(said.map((message) => message.type)).toEqual(["open", "attach"]);
    expect(said.filter((message) => "traceparent" in message)).toEqual([]);
  });

  it("goes on with what has arrived and was sent", () => {
    const { one, said } = conversation();
    one.greet();
    one.stand({ type: "opened", terminal: "t", token: "a", node: "n", credit: 1000 });
    one.goOn({ type: "opened", terminal: "t", token: "a", node: "n", credit: 1000 });
    one.output.bytes(new Uint8Array(70_000));
    one.input.type(new Uint8Array(5));
    one.greet();
    expect(said.at(-1)).toMatchObject({ type: "attach", terminal: "t", token: "a", output: 70_000, input: 5 });
  });
});
