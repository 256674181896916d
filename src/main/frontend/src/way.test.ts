import { describe, expect, it } from "vitest";
import { wayText } from "./way";

describe("wayText", () => {
  it("says that a host is dialled itself", () => {
    expect(wayText({ route: [], authentication: ["key", "password"] })).toBe("direct · key, password");
  });

  it("names the hops in their order", () => {
    expect(wayText({ route: ["bastion", "inner"], authentication: ["issued-certificate"] })).toBe(
      "via bastion, then inner · issued-certificate",
    );
  });
});
