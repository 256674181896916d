import { describe, expect, it } from "vitest";
import { afterClose } from "./closing";

const dropped = { code: 1006, reached: true, stood: true, terminal: true, tokenAsked: false };

describe("after a close", () => {
  it("comes back to a terminal that was cut off, or told that it was slow", () => {
    expect(afterClose(dropped)).toBe("retry");
    expect(afterClose({ ...dropped, code: 4408 })).toBe("retry");
    expect(afterClose({ ...dropped, code: 4500, stood: false })).toBe("retry");
  });

  it("never opens a second terminal by itself", () => {
    expect(afterClose({ ...dropped, stood: false, terminal: false })).toBe("fail");
    expect(afterClose({ ...dropped, code: 4502, stood: false, terminal: false })).toBe("fail");
  });

  it("stays away where it was sent away", () => {
    expect(afterClose({ ...dropped, code: 4409 })).toBe("fail");
    expect(afterClose({ ...dropped, code: 4401, reached: false })).toBe("fail");
  });

  it("asks for another token once, when its own is not taken", () => {
    const refused = { ...dropped, code: 4404, stood: false };
    expect(afterClose(refused)).toBe("ask-token");
    expect(afterClose({ ...refused, tokenAsked: true })).toBe("fail");
    expect(afterClose({ ...refused, stood: true })).toBe("fail");
  });

  it("asks whether anybody is signed in when the server was not reached", () => {
    expect(afterClose({ ...dropped, reached: false, stood: false })).toBe("ask-login");
  });
});
