import { expect, it } from "vitest";
import { RoundTrips } from "./round-trips";

it("are the quickest of the last five", () => {
  const trips = new RoundTrips();
  expect(trips.add(56, 252)).toEqual({ gateway: 56, host: 252 });
  expect(trips.add(1.5, 0.4)).toEqual({ gateway: 1.5, host: 0.4 });
  for (const slow of [9, 8, 7, 6]) {
    expect(trips.isNew).toBe(slow > 6);
    expect(trips.add(slow, slow)).toEqual({ gateway: 1.5, host: 0.4 });
  }
  expect(trips.add(20, 20)).toEqual({ gateway: 6, host: 6 });
  expect(trips.add(5, null)).toEqual({ gateway: 5, host: null });
  trips.clear();
  expect(trips.isNew).toBe(true);
  expect(trips.add(30, 30)).toEqual({ gateway: 30, host: 30 });
});
