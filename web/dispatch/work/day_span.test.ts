// A day of the organization as instants.
import { expect, test } from "vitest";
import { dayOf, dayPlus } from "../../shared/times";
import { daySpan, hourNames, hoursOf, overlap, shownHours, within } from "./day_span";

const PHOENIX = "America/Phoenix";
const DENVER = "America/Denver";
const HOUR = 3_600_000;
const at = (written: string) => Date.parse(written);
const span = (from: string, to: string) => ({ from: at(from), to: at(to) });

test.each([
  ["2026-03-02", PHOENIX, "2026-03-02T07:00:00Z", 24],
  ["2026-03-08", DENVER, "2026-03-08T07:00:00Z", 23],
  ["2026-11-01", DENVER, "2026-11-01T06:00:00Z", 25],
  ["2026-10-04", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", 23.5],
  ["2026-03-02", "Asia/Kathmandu", "2026-03-01T18:15:00Z", 24],
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z", 23],
  ["2026-04-04", "America/Santiago", "2026-04-04T03:00:00Z", 25],
  ["2026-11-01", "America/Havana", "2026-11-01T04:00:00Z", 25],
])("%s in %s begins at %s and has %d hours", (day, zone, begins, hours) => {
  const { from, to } = daySpan(day, zone);

  expect(new Date(from).toISOString()).toBe(begins.replace("Z", ".000Z"));
  expect((to - from) / HOUR).toBe(hours);
});

test("all the year round a day begins with its first instant", () => {
  for (const zone of [DENVER, "America/Santiago", "Africa/Cairo"]) {
    for (let day = "2026-01-01"; day < "2027-01-01"; day = dayPlus(day, 1)) {
      const { from } = daySpan(day, zone);
      expect([dayOf(from, zone), dayOf(from - 1, zone)]).toEqual([day, dayPlus(day, -1)]);
    }
  }
});

test("an hour that clocks skip is not there, and one that they show twice is told apart", () => {
  const spring = hoursOf(daySpan("2026-03-08", DENVER), DENVER);
  const autumn = hoursOf(daySpan("2026-11-01", DENVER), DENVER);

  expect(hourNames(spring, DENVER).slice(0, 4)).toEqual(["12 AM", "1 AM", "3 AM", "4 AM"]);
  expect(hourNames(autumn, DENVER).slice(0, 4)).toEqual(["12 AM", "1 AM MDT", "1 AM MST", "2 AM"]);
  expect([spring.length, autumn.length]).toEqual([23, 25]);
});

test("the usual hours are shown, and whole hours more as far as something reaches", () => {
  const usual = shownHours("2026-03-02", PHOENIX, []);
  const early = shownHours("2026-03-02", PHOENIX, [span("2026-03-02T12:40:00Z", "2026-03-02T16:00:00Z")]);
  const late = shownHours("2026-03-02", PHOENIX, [span("2026-03-02T20:00:00Z", "2026-03-03T03:05:00Z")]);

  expect(usual).toEqual(span("2026-03-02T14:00:00Z", "2026-03-03T02:00:00Z"));
  expect(early).toEqual(span("2026-03-02T12:00:00Z", "2026-03-03T02:00:00Z"));
  expect(late).toEqual(span("2026-03-02T14:00:00Z", "2026-03-03T04:00:00Z"));
});

test("what reaches out of the day ends with it", () => {
  const whole = shownHours("2026-03-02", PHOENIX, [span("2026-03-01T20:00:00Z", "2026-03-05T20:00:00Z")]);

  expect(whole).toEqual(daySpan("2026-03-02", PHOENIX));
});

test("what ends as another begins does not overlap it", () => {
  const day = daySpan("2026-03-02", PHOENIX);

  expect(overlap(day, { from: day.to, to: day.to + HOUR })).toBe(false);
  expect(overlap(day, { from: day.to - 1, to: day.to + HOUR })).toBe(true);
  expect(within({ from: day.from - HOUR, to: day.to + HOUR }, day)).toEqual(day);
});
