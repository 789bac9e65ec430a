// Instants as people read them.
import { expect, test } from "vitest";
import { clock, dayInWords, dayOf, dayPlus, instantAt, moment, range, timeOf, zoneIfForeign } from "./times";

const PHOENIX = "America/Phoenix";
const DENVER = "America/Denver";

test("times are those of the address, whatever zone the phone is in", () => {
  expect(clock("2026-07-02T17:15:00Z", PHOENIX)).toBe("10:15 AM");
  expect(clock("2026-07-02T17:15:00Z", DENVER)).toBe("11:15 AM");
  expect(moment("2026-07-03T03:15:00Z", PHOENIX)).toBe("Thu, Jul 2, 8:15 PM");
});

test("a range says morning or afternoon once, unless it crosses noon", () => {
  expect(range("2026-07-02T17:15:00Z", "2026-07-02T18:15:00Z", PHOENIX)).toBe("10:15 – 11:15 AM");
  expect(range("2026-07-02T18:30:00Z", "2026-07-02T19:30:00Z", PHOENIX)).toBe("11:30 AM – 12:30 PM");
});

test("the zone is named only where the phone's clock shows another time", () => {
  expect(zoneIfForeign("2026-07-02T17:15:00Z", DENVER, PHOENIX)).toBe("MDT");
  expect(zoneIfForeign("2026-01-02T17:15:00Z", DENVER, PHOENIX)).toBe("");
});

test("a day is a day at the address, also across the change of clocks", () => {
  expect(dayOf(Date.parse("2026-03-02T06:30:00Z"), PHOENIX)).toBe("2026-03-01");
  expect(dayPlus("2026-03-07", 2)).toBe("2026-03-09");
  expect(dayPlus("2026-03-01", -1)).toBe("2026-02-28");
  expect(dayInWords("2026-03-01")).toBe("Sunday, March 1");
});

test("what is read off a clock of the zone is that instant, and back", () => {
  for (const [written, zone] of [["2026-07-02T17:15:00.000Z", PHOENIX], ["2026-01-02T05:00:00.000Z", DENVER], ["2026-07-02T05:30:00.000Z", "Asia/Kolkata"]] as const) {
    const at = Date.parse(written);
    expect(new Date(instantAt(dayOf(at, zone), timeOf(at, zone), zone)).toISOString()).toBe(written);
  }
});

test("on the day that clocks change, times before and after are told apart", () => {
  expect(new Date(instantAt("2026-03-08", "01:30", DENVER)).toISOString()).toBe("2026-03-08T08:30:00.000Z");
  expect(new Date(instantAt("2026-03-08", "03:30", DENVER)).toISOString()).toBe("2026-03-08T09:30:00.000Z");
  expect(new Date(instantAt("2026-11-01", "01:30", DENVER)).toISOString()).toBe("2026-11-01T07:30:00.000Z");
  expect(new Date(instantAt("2026-11-01", "12:00", DENVER)).toISOString()).toBe("2026-11-01T19:00:00.000Z");
});
