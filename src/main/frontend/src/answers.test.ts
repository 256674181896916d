import { expect, it } from "vitest";
import { ANSWERS_MOST_BYTES, Answers } from "./answers";

it("keeps answers up to the bound and none beyond", () => {
  const answers = new Answers();
  expect(answers.admit(ANSWERS_MOST_BYTES - 1, ANSWERS_MOST_BYTES - 1)).toBe(true);
  expect(answers.admit(ANSWERS_MOST_BYTES + 1, 2)).toBe(false);
  expect(answers.admit(ANSWERS_MOST_BYTES, 1)).toBe(true);
  expect(answers.admit(ANSWERS_MOST_BYTES + 1, 1)).toBe(false);
});

it("has room again for what the host has taken, and not for half an answer", () => {
  const answers = new Answers();
  answers.admit(100, 100);
  answers.admit(ANSWERS_MOST_BYTES, ANSWERS_MOST_BYTES - 100);
  answers.acknowledged(99);
  expect(answers.admit(ANSWERS_MOST_BYTES + 1, 1)).toBe(false);
  answers.acknowledged(100);
  expect(answers.admit(ANSWERS_MOST_BYTES + 100, 100)).toBe(true);
  expect(answers.admit(ANSWERS_MOST_BYTES + 101, 1)).toBe(false);
});

it("holds all that a program can ask at once: 256 colours and the modes", () => {
  const answers = new Answers();
  const burst = 256 * "\x1b]4;255;rgb:ffff/ffff/ffff\x1b\\".length + 100 * "\x1b[?2027;2$y".length;
  expect(burst).toBeLessThan(ANSWERS_MOST_BYTES / 4);
  expect(answers.admit(burst, burst)).toBe(true);
});
