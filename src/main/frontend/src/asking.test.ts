import { expect, it } from "vitest";
import { RefusedError, SignedOutError } from "./api";
import { untilDone } from "./asking";

/** A person who gives these answers, and what each was asked with. */
function person(answers: (string | null)[]): { asked: string[][]; ask: (given: string, why: string) => Promise<string | null> } {
  const asked: string[][] = [];
  return {
    asked,
    ask: (given, why) => {
      asked.push([given, why]);
      return Promise.resolve(answers.shift() ?? null);
    },
  };
}

it("asks again with what was typed, and says why", async () => {
  const { asked, ask } = person(["sub", "other", "never"]);
  const done: string[] = [];
  await untilDone(ask, "first", (answer) => {
    if (answer === "sub") {
      return Promise.reject(new RefusedError("A folder named sub already exists."));
    }
    done.push(answer);
    return Promise.resolve();
  });
  expect(asked).toEqual([["first", ""], ["sub", "A folder named sub already exists."]]);
  expect(done).toEqual(["other"]);
});

it("ends when it is cancelled, and with the login", async () => {
  const { asked, ask } = person(["a", null, "b"]);
  await untilDone(ask, "", () => Promise.reject(new RefusedError("Taken.")));
  expect(asked).toHaveLength(2);
  await expect(untilDone(ask, "", () => Promise.reject(new SignedOutError("Signed out.")))).rejects.toThrow("Signed out.");
  expect(asked).toHaveLength(3);
});
