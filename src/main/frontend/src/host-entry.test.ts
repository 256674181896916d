import { expect, it } from "vitest";
import type { Host } from "./api";
import { isSought, soughtWords } from "./host-entry";

const HOST: Host = {
  ...{ name: "Web-1", address: "10.0.0.7", port: 2222, user: "deploy", users: ["deploy", "root"], route: [], authentication: [] },
  ...{ source: "file", probe: null, labels: { env: "production", team: "Data = Platform", empty: "" } },
};

it.each([
  ["env: production"],
  ["env:production"],
  ["env : production"],
  ["env=production"],
  ["ENV:Prod"],
  ["env production"],
  ["env:"],
  ["team: data=platform"],
  ["web-1 env: production root"],
  ["10.0.0.7:2222"],
  ["deploy@10.0.0.7"],
  ["  "],
])("finds it by %s", (text) => {
  expect(isSought(HOST, soughtWords(text))).toBe(true);
});

it.each([["env: staging"], ["env:production web-2"], ["production:env"], ["name:web-1"]])("does not find it by %s", (text) => {
  expect(isSought(HOST, soughtWords(text))).toBe(false);
});
