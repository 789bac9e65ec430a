// Lanes: what overlaps stands side by side.
import { expect, test } from "vitest";
import { overlap } from "./day_span";
import { lanesOf } from "./lanes";

const span = (from: number, to: number) => ({ from, to });

test("what follows stands in one lane, what overlaps in another", () => {
  expect(lanesOf([span(0, 2), span(2, 4), span(3, 5)])).toEqual([0, 0, 1]);
});

test("a lane is taken again as soon as it is free", () => {
  expect(lanesOf([span(0, 10), span(1, 3), span(2, 4), span(3, 5)])).toEqual([0, 1, 2, 1]);
});

test("in no lane do two overlap, and there are no more lanes than overlap at one instant", () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const spans = Array.from({ length: 20 }, (_, n) => span((n * seed * 7) % 31, ((n * seed * 7) % 31) + 1 + ((n * 3) % 6)));
    const inTime = spans.sort((one, other) => one.from - other.from);

    const lanes = lanesOf(inTime);

    inTime.forEach((one, n) => inTime.slice(n + 1).forEach((other, m) => expect(overlap(one, other) && lanes[n] === lanes[n + 1 + m]).toBe(false)));
    const atOnce = inTime.map(({ from }) => inTime.filter((other) => other.from <= from && from < other.to).length);
    expect(Math.max(...lanes) + 1).toBe(Math.max(...atOnce));
  }
});
