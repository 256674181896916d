import { expect, it } from "vitest";
import { lossQuestion } from "./loss-question";

it("asks nothing where nothing is broken off", () => {
  expect(lossQuestion([], "Sign out", 0)).toBeNull();
});

it("names each host once to or from which files are transferred, and the terminals that end", () => {
  expect(lossQuestion(["web-1", "web-1", "db"], "Sign out", 2)).toEqual({
    heading: "Stop the transfer?",
    text: "Files are being transferred to or from web-1, db. “Sign out” stops that. 2 terminals are running. “Sign out” ends what runs there.",
    no: "Keep transferring",
  });
  expect(lossQuestion([], "Sign out", 1)?.text).toBe("A terminal is running. “Sign out” ends what runs there.");
});
