// Which time zones an address can be in.
import { expect, test } from "vitest";
import { NOON } from "../../testing/builders";
import { countryOf, fits, suggested, zoneInWords, zonesOf } from "./zones";

const PHOENIX = "America/Phoenix";
const CHICAGO = "America/Chicago";

test("a state with one zone tells it, however it is written", () => {
  expect(zonesOf("US", "CA", NOON)).toEqual(["America/Los_Angeles"]);
  expect(zonesOf("US", " ny ", NOON)).toEqual(["America/New_York"]);
  expect(zonesOf("CA", "AB", NOON)).toEqual(["America/Edmonton"]);
});

test("a state with several tells them all", () => {
  expect(zonesOf("US", "TN", NOON)).toEqual(["America/New_York", CHICAGO]);
  expect(zonesOf("US", "AZ", NOON)).toEqual(["America/Denver", PHOENIX]);
});

test("a state that is not written, or not known, tells none", () => {
  expect(zonesOf("US", "", NOON)).toEqual([]);
  expect(zonesOf("US", "Tenn.", NOON)).toEqual([]);
  expect(zonesOf("U", "", NOON)).toEqual([]);
});

test("every state of the United States, and every province of Canada, has at least one", () => {
  const states = "AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU MP AS";
  const provinces = "AB BC MB NB NL NS NT NU ON PE QC SK YT";

  for (const state of states.split(" ")) expect(zonesOf("US", state, NOON), state).not.toEqual([]);
  for (const province of provinces.split(" ")) expect(zonesOf("CA", province, NOON), province).not.toEqual([]);
});

test("elsewhere the country tells, and zones that keep the same clock are one", () => {
  expect(zonesOf("GB", "", NOON)).toEqual(["Europe/London"]);
  expect(zonesOf("DE", "", NOON)).toEqual(["Europe/Berlin"]);
  expect(zonesOf("AU", "", NOON).length).toBeGreaterThan(3);
});

test("the only zone is taken; of several the organization's own is put forward, or none", () => {
  expect(suggested(["America/Denver"], PHOENIX, NOON)).toBe("America/Denver");
  expect(suggested(zonesOf("US", "AZ", NOON), PHOENIX, NOON)).toBe(PHOENIX);
  expect(suggested(zonesOf("US", "TN", NOON), PHOENIX, NOON)).toBe("");
  expect(suggested([], PHOENIX, NOON)).toBe("");
});

test("a zone of another name that keeps the same clock fits", () => {
  expect(suggested(zonesOf("US", "MI", NOON), "America/Detroit", NOON)).toBe("America/Detroit");
  expect(fits("America/Denver", zonesOf("US", "CA", NOON), NOON)).toBe(false);
  expect(fits("Asia/Tokyo", [], NOON)).toBe(true);
});

test("in winter as in summer: Phoenix is not Denver's clock, though for months they agree", () => {
  const january = Date.parse("2026-01-15T19:00:00Z");

  expect(fits(PHOENIX, ["America/Denver"], january)).toBe(false);
});

test("where the office is tells the country to begin with", () => {
  expect(countryOf(PHOENIX, "en-US")).toBe("US");
  expect(countryOf("America/Toronto", "en-US")).toBe("CA");
  expect(countryOf("Europe/London", "en-GB")).toBe("GB");
});

test("a zone is named as people say it", () => {
  expect(zoneInWords(PHOENIX, NOON)).toBe("Mountain Standard Time (Phoenix)");
  expect(zoneInWords("America/New_York", NOON)).toBe("Eastern Time (New York)");
});
