// A day's cards in the order they are worked through.
import { expect, test } from "vitest";
import { aCard } from "../../testing/builders";
import { arranged, emphasised } from "./day";

const ids = (cards: { id: string }[]) => cards.map((card) => card.id);
const at = (hour: string) => `2026-03-02T${hour}:00:00Z`;

test("the day is in the order of time, finished ones last", () => {
  const late = aCard({ id: "late", starts_at: at("20") });
  const done = aCard({ id: "done", starts_at: at("14"), status: "complete" });
  const early = aCard({ id: "early", starts_at: at("16") });

  const day = arranged([late, done, early], []);

  expect(ids(day.open)).toEqual(["early", "late"]);
  expect(ids(day.over)).toEqual(["done"]);
});

test("what is still under way from yesterday stands first, the rest of yesterday nowhere", () => {
  const left = aCard({ id: "left", status: "started" });
  const missed = aCard({ id: "missed", status: "scheduled" });

  const day = arranged([aCard({ id: "today" })], [left, missed]);

  expect(ids(day.unfinished)).toEqual(["left"]);
  expect(emphasised(day)).toBe(left);
});

test("the one under way is emphasised before an earlier one that was never begun", () => {
  const skipped = aCard({ id: "skipped", starts_at: at("15") });
  const begun = aCard({ id: "begun", starts_at: at("18"), status: "enroute" });

  expect(emphasised(arranged([skipped, begun], []))).toBe(begun);
});

test("when everything is over nothing is emphasised", () => {
  expect(emphasised(arranged([aCard({ status: "canceled" })], []))).toBeNull();
});
