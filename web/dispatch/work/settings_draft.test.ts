// What the office has settled, as a form holds it.
import { expect, test } from "vitest";
import { settled } from "../../testing/builders";
import { changedSettings, isZone, settingsDraftOf, settingsOf, withCountry, withoutCountry, ZONES } from "./settings_draft";

const seen = settled();
const draft = settingsDraftOf(seen);

test("a form that nobody touched sends what was seen", () => {
  expect(settingsOf(seen, seen, draft)).toEqual(seen);
});

test("what is emptied is nothing, and numbers may be written in groups", () => {
  const body = settingsOf(seen, seen, { ...draft, phone: " ", origination_number: "+1 (833) 555-0100", hold_seconds: "0" });

  expect(body).toEqual({ ...seen, phone: null, origination_number: "+18335550100", hold_seconds: 0 });
});

test("saved over what somebody else settled, only what is mine is different from theirs", () => {
  const theirs = settled({ version: 4, brand: "Desert Air & Heat", daily_cap: 50, texts_on: false });

  const body = settingsOf(theirs, seen, { ...draft, daily_cap: "100" });

  expect(body).toEqual({ ...theirs, daily_cap: 100 });
});

test("what somebody else settled is named", () => {
  const theirs = settingsDraftOf(settled({ phone: null, countries: ["CA", "US"] }));

  expect(changedSettings(draft, theirs)).toEqual(["phone", "countries"]);
  expect(changedSettings(draft, { ...draft, brand: "Desert Air " })).toEqual([]);
});

test("countries are a set, whatever their order", () => {
  expect(settingsDraftOf(settled({ countries: ["US", "CA"] })).countries).toBe(settingsDraftOf(settled({ countries: ["CA", "US"] })).countries);
  expect(withCountry(withCountry("US", "CA"), "CA")).toBe("CA US");
  expect(settingsOf(seen, seen, { ...draft, countries: withoutCountry("US", "US") }).countries).toEqual([]);
});

test("a zone is one that clocks know", () => {
  expect(ZONES).toContain("America/Phoenix");
  expect(["America/Phoenix", "Etc/UTC"].map(isZone)).toEqual([true, true]);
  expect(["", "Phoenix", "America/Nowhere"].map(isZone)).toEqual([false, false, false]);
});
