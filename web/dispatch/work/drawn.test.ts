// Where cards are drawn on the Schedule.
import { expect, test } from "vitest";
import { aCard } from "../../testing/builders";
import { daySpan } from "./day_span";
import { actual, drawn, isLeftOver, minuteOf, reach } from "./drawn";

const DAY = daySpan("2026-03-02", "America/Phoenix");
const at = (clock: string) => `2026-03-02T${clock}:00Z`;
/** From eight to noon in Phoenix. */
const SHOWN = { from: Date.parse(at("15:00")), to: Date.parse(at("19:00")) };
const NOW = Date.parse(at("17:30"));

const planned = (from: string, to: string, differences = {}) => aCard({ starts_at: at(from), ends_at: at(to), ...differences });
const placed = (...cards: ReturnType<typeof aCard>[]) => drawn(cards, SHOWN, NOW);

test("a visit lies on its quarters, and exactly on its minutes within them", () => {
  const [whole, crooked] = placed(planned("16:00", "17:30"), planned("17:35", "17:50"));

  expect(whole!.place).toEqual({ column: 5, end: 11, lead: 0, trail: 0, at: 60, long: 90 });
  expect(crooked!.place).toMatchObject({ column: 11, end: 13, at: 155, long: 15 });
  expect([crooked!.place.lead, crooked!.place.trail]).toEqual([5 / 30, 10 / 30]);
});

test("lanes go by instants, whatever zone the clocks at the address show", () => {
  const cards = [planned("16:00", "17:00"), planned("16:30", "17:30", { time_zone: "America/Denver" }), planned("17:00", "18:00")];

  expect(placed(...cards).map(({ lane }) => lane)).toEqual([0, 1, 0]);
});

test("what was canceled makes way for what was not", () => {
  const cards = [planned("16:00", "17:00", { status: "canceled" }), planned("16:30", "17:30")];

  expect(placed(...cards).map(({ lane }) => lane)).toEqual([1, 0]);
});

test("what happened is drawn where it happened: the way there, then the work", () => {
  const [under, over] = placed(
    planned("16:00", "17:00", { status: "started", set_out_at: at("15:50"), started_at: at("16:10") }),
    planned("17:00", "18:00", { status: "complete", set_out_at: at("16:40"), started_at: at("17:05"), completed_at: at("17:25") }),
  );

  expect([under!.trip, under!.work]).toEqual([{ from: 50, to: 70 }, { from: 70, to: null }]);
  expect([over!.trip, over!.work]).toEqual([{ from: 100, to: 125 }, { from: 125, to: 145 }]);
});

test("who forgot to start has a way there until it was complete, and who forgot all a mark", () => {
  const complete = { status: "complete", completed_at: at("17:00") } as const;

  expect(actual(aCard({ ...complete, set_out_at: at("16:00") })).trip!.to).toBe(Date.parse(at("17:00")));
  expect(actual(aCard(complete)).work).toEqual({ from: Date.parse(at("17:00")), to: Date.parse(at("17:00")) });
});

test("of what was canceled, and of what nobody began, nothing is drawn", () => {
  const nothing = { trip: null, work: null };

  expect(actual(aCard())).toEqual(nothing);
  expect(actual(aCard({ status: "canceled", started_at: at("16:00") }))).toEqual(nothing);
});

test("what happened outside the hours shown is not drawn at their edge", () => {
  const [card] = placed(planned("16:00", "17:00", { status: "complete", started_at: at("12:00"), completed_at: at("13:00") }));

  expect(card!.work).toBeNull();
});

test("a day has what is planned on it, what happened on it, and what was not finished before", () => {
  const reaches = (differences: object) => reach(aCard(differences), DAY, NOW) !== null;
  const yesterday = { starts_at: "2026-03-01T20:00:00Z", ends_at: "2026-03-01T22:00:00Z" };

  expect(reaches({})).toBe(true);
  expect(reaches(yesterday)).toBe(false);
  expect(reaches({ ...yesterday, ends_at: "2026-03-02T08:00:00Z" })).toBe(true);
  expect(reaches({ ...yesterday, status: "started", started_at: "2026-03-01T20:00:00Z" })).toBe(true);
  expect(reaches({ ...yesterday, status: "complete", started_at: "2026-03-01T20:00:00Z", completed_at: "2026-03-01T21:00:00Z" })).toBe(false);
});

test("hours stretch to what happened, too, and no farther than the day", () => {
  const card = planned("16:00", "17:00", { status: "started", set_out_at: at("12:00"), started_at: at("16:10") });

  expect(reach(card, DAY, NOW)).toEqual({ from: Date.parse(at("12:00")), to: NOW });
  expect(reach({ ...card, starts_at: "2026-03-01T20:00:00Z", set_out_at: null }, DAY, NOW)!.from).toBe(DAY.from);
});

test("what still lasts from the day before stands where it lasts today", () => {
  const old = { starts_at: "2026-03-01T20:00:00Z", ends_at: "2026-03-01T22:00:00Z", status: "started", started_at: "2026-03-01T20:00:00Z" } as const;

  expect([isLeftOver(aCard(old), SHOWN), isLeftOver(planned("16:00", "17:00"), SHOWN)]).toEqual([true, false]);
  expect(placed(aCard(old))[0]!.place).toMatchObject({ column: 1, at: 0, long: 150 });
});

test("now is no farther than the hours shown", () => {
  expect(minuteOf(NOW, SHOWN)).toBe(150);
  expect(minuteOf(SHOWN.to + 1, SHOWN)).toBe(240);
  expect(minuteOf(SHOWN.from - 1, SHOWN)).toBe(0);
});
