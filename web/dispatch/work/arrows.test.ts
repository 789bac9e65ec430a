// Where an arrow leads on the Schedule.
import { expect, test } from "vitest";
import { stopAfter } from "./arrows";

const STARTS = [[8, 10, 14], [], [9, 13], [15]];

test.each([
  ["on in time", 0, 0, "ArrowRight", { row: 0, place: 1 }],
  ["back in time", 0, 2, "ArrowLeft", { row: 0, place: 1 }],
  ["to the card nearest in time, past who has none", 0, 2, "ArrowDown", { row: 2, place: 1 }],
  ["up, too", 2, 0, "ArrowUp", { row: 0, place: 0 }],
  ["nowhere after the last", 0, 2, "ArrowRight", null],
  ["nowhere before the first", 2, 0, "ArrowLeft", null],
  ["nowhere below the lowest", 3, 0, "ArrowDown", null],
  ["nowhere above the highest", 0, 1, "ArrowUp", null],
  ["nowhere if it is none", 0, 0, "Enter", null],
])("an arrow leads %s", (_, row, place, key, stop) => {
  expect(stopAfter(STARTS, { row, place }, key)).toEqual(stop);
});
