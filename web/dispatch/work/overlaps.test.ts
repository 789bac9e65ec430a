// Who is busy when.
import { expect, test } from "vitest";
import { aCard, PHOENIX } from "../../testing/builders";
import { busyWithin, dayOfWork, daysAround, overlapping } from "./overlaps";

const at = (written: string) => Date.parse(written);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });
const noonToTwo = aCard();
const ids = (cards: { id: string }[]) => cards.map(({ id }) => id);

test("what lies over the same time overlaps, by the instant", () => {
  expect(overlapping([noonToTwo], span("2026-03-02T20:30:00Z", "2026-03-02T22:00:00Z"))).toEqual([noonToTwo]);
  expect(overlapping([noonToTwo], span("2026-03-02T19:15:00Z", "2026-03-02T19:30:00Z"))).toEqual([noonToTwo]);
});

test("one that begins when the other ends does not", () => {
  expect(overlapping([noonToTwo], span("2026-03-02T21:00:00Z", "2026-03-02T22:00:00Z"))).toEqual([]);
  expect(overlapping([noonToTwo], span("2026-03-02T18:00:00Z", "2026-03-02T19:00:00Z"))).toEqual([]);
});

test("what is over keeps nobody busy", () => {
  const over = [aCard({ status: "canceled" }), aCard({ status: "complete", outcome: "done" })];

  expect(busyWithin(over, span("2026-03-02T19:00:00Z", "2026-03-02T20:00:00Z")).size).toBe(0);
});

test("an appointment that nobody has makes nobody busy", () => {
  const cards = [noonToTwo, aCard({ technician: null })];

  expect([...busyWithin(cards, span("2026-03-02T19:00:00Z", "2026-03-02T20:00:00Z"))]).toEqual(["sam"]);
});

test("a technician's day is theirs alone, in order, with the night that reaches into it", () => {
  const cards = [
    aCard({ id: "noon" }),
    aCard({ id: "night", starts_at: "2026-03-02T05:00:00Z", ends_at: "2026-03-02T08:00:00Z" }),
    aCard({ id: "yesterday", starts_at: "2026-03-02T04:00:00Z", ends_at: "2026-03-02T06:00:00Z" }),
    aCard({ id: "bo", technician: { id: "bo", name: "Bo Ortiz" } }),
  ];

  expect(ids(dayOfWork(cards, "sam", "2026-03-02", PHOENIX, null))).toEqual(["night", "noon"]);
});

test("work into the night shows what it runs into on the day after", () => {
  const early = aCard({ id: "early", starts_at: "2026-03-03T08:00:00Z", ends_at: "2026-03-03T09:00:00Z" });
  const night = span("2026-03-03T06:00:00Z", "2026-03-03T08:30:00Z");

  expect(ids(dayOfWork([early], "sam", "2026-03-02", PHOENIX, null))).toEqual([]);
  expect(ids(dayOfWork([early], "sam", "2026-03-02", PHOENIX, night))).toEqual(["early"]);
});

test("an address far away may keep it on the day before or after", () => {
  expect(daysAround("2026-03-01", "2026-03-01")).toEqual(["2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(daysAround("2026-03-01", "2026-03-03")).toEqual(["2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]);
});
