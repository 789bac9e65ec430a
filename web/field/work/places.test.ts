// Places to each other, without a map.
import { expect, test } from "vitest";
import { placed } from "./places";

const at = (latitude: number, longitude: number) => ({ location: { latitude, longitude } });

test("north is up, east is right, and everything is clear of the edges", () => {
  const [north, south] = placed([at(33.6, -112.1), at(33.4, -112)]);

  expect(north!.y).toBeLessThan(south!.y);
  expect(north!.x).toBeLessThan(south!.x);
  for (const pin of [north!, south!]) {
    expect(Math.min(pin.x, pin.y)).toBeGreaterThanOrEqual(10);
    expect(Math.max(pin.x, pin.y)).toBeLessThanOrEqual(90);
  }
});

test("a single place is in the middle", () => {
  expect(placed([at(33.4, -112)])[0]).toMatchObject({ x: 50, y: 50 });
});

test("two jobs at one address stay two pins", () => {
  const [one, other] = placed([at(33.4, -112), at(33.4, -112)]);

  expect(Math.abs(one!.x - other!.x)).toBeGreaterThan(10);
});

test("what has no place has no pin", () => {
  expect(placed([{ location: null }])).toEqual([]);
});
