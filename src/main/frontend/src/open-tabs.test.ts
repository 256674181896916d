import { describe, expect, it } from "vitest";
import { HOSTS, OpenTabs } from "./open-tabs";
import type { Snapshot } from "./snapshots";

const kept = (host: string, active: boolean, user = ""): Snapshot => ({
  ...{ terminal: host, token: "", output: 0, inputStart: 0, input: new Uint8Array(0) },
  ...{ host, user, screen: null, active },
});

describe("the tabs", () => {
  it("open in front, and leave their place to the next one", () => {
    const tabs = new OpenTabs();
    ["a", "b", "c"].forEach((host) => tabs.add(host, null));
    expect(tabs.front?.host).toBe("c");
    const [, b, c] = tabs.list;
    tabs.remove(b?.id ?? -1);
    expect(tabs.active).toBe(c?.id);
    tabs.remove(tabs.active);
    expect(tabs.front?.host).toBe("a");
    tabs.remove(tabs.active);
    expect(tabs.active).toBe(HOSTS);
    expect(tabs.front).toBeNull();
  });

  it("are there, unseen, while they can be brought back", () => {
    const tabs = new OpenTabs();
    ["a", "b", "c"].forEach((host) => tabs.add(host, null));
    const [a, b, c] = tabs.list;
    tabs.select(b?.id ?? -1);
    tabs.conceal(b?.id ?? -1);
    expect(tabs.list.map((tab) => tab.host)).toEqual(["a", "c"]);
    expect(tabs.all.map((tab) => tab.host)).toEqual(["a", "b", "c"]);
    expect(tabs.active).toBe(c?.id);
    expect(tabs.after("next")).toBe(HOSTS);
    tabs.select(a?.id ?? -1);
    tabs.reveal(b?.id ?? -1);
    expect(tabs.list.map((tab) => tab.host)).toEqual(["a", "b", "c"]);
    expect(tabs.front?.host).toBe("b");
    tabs.select(a?.id ?? -1);
    tabs.conceal(b?.id ?? -1);
    tabs.remove(b?.id ?? -1);
    expect(tabs.front?.host).toBe("a");
    expect(tabs.all.map((tab) => tab.host)).toEqual(["a", "c"]);
  });

  it("come back with the same one in front", () => {
    const tabs = new OpenTabs();
    tabs.restore([kept("a", false), kept("b", true), kept("c", false)]);
    expect(tabs.front?.host).toBe("b");
    const none = new OpenTabs();
    none.restore([kept("a", false)]);
    expect(none.active).toBe(HOSTS);
  });

  it("come back as the same accounts", () => {
    const tabs = new OpenTabs();
    tabs.restore([kept("a", true, "deploy"), kept("eve@c:2222", false)]);
    expect(tabs.list.map((tab) => [tab.host, tab.user])).toEqual([["a", "deploy"], ["eve@c:2222", ""]]);
  });

  it("are gone through in the order in which they stand, hosts first", () => {
    const tabs = new OpenTabs();
    tabs.add("a", null);
    tabs.add("b", null);
    expect(tabs.after("next")).toBe(HOSTS);
    expect(tabs.after("previous")).toBe(tabs.list[0]?.id);
    expect(tabs.after("x")).toBeNull();
  });

  it("change their titles one by one", () => {
    const tabs = new OpenTabs();
    tabs.add("a", null);
    tabs.add("b", null);
    tabs.change(tabs.active, { title: "vim" });
    expect(tabs.list.map((tab) => tab.title)).toEqual(["", "vim"]);
    expect(tabs.list.map((tab) => tab.name)).toEqual(["a", "b"]);
  });

  it("of one host are told apart, and keep their numbers", () => {
    const tabs = new OpenTabs();
    ["a", "a", "b", "a"].forEach((host) => tabs.add(host, null));
    expect(tabs.list.map((tab) => tab.name)).toEqual(["a", "a (2)", "b", "a (3)"]);
    tabs.remove(tabs.list[0]?.id ?? -1);
    expect(tabs.list.map((tab) => tab.name)).toEqual(["a (2)", "b", "a (3)"]);
    tabs.add("a", null);
    expect(tabs.front?.name).toBe("a");
  });

  it("are marked for what happens behind the one in front, until they are looked at", () => {
    const tabs = new OpenTabs();
    tabs.add("a", null);
    tabs.add("b", null);
    const [a, b] = tabs.list.map((tab) => tab.id) as [number, number];
    expect(tabs.hear(b, "bell")).toBe(false);
    expect(tabs.hear(a, "output")).toBe(true);
    expect(tabs.hear(a, "output")).toBe(false);
    expect(tabs.hear(a, "bell")).toBe(true);
    expect(tabs.hear(a, "output")).toBe(false);
    expect(tabs.list.map((tab) => tab.heard)).toEqual(["bell", ""]);
    tabs.select(a);
    expect(tabs.list.map((tab) => tab.heard)).toEqual(["", ""]);
  });
});
