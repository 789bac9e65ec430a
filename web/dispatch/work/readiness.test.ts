// Whether texts can go out.
import { expect, test } from "vitest";
import { aPerson, settled } from "../../testing/builders";
import { readinessOf } from "./readiness";

const missing = (...given: Parameters<typeof readinessOf>) => readinessOf(...given).flatMap(({ of, isMet }) => (isMet ? [] : [of]));

test("with all in place nothing is missing", () => {
  expect(missing(settled(), false, [aPerson()])).toEqual([]);
});

test("each thing that keeps texts from going out is named", () => {
  expect(missing(settled({ texts_on: false }), false, [aPerson()])).toEqual(["texts"]);
  expect(missing(settled(), true, [aPerson()])).toEqual(["operator"]);
  expect(missing(settled({ countries: [] }), false, [aPerson()])).toEqual(["countries"]);
  expect(missing(settled({ daily_cap: 0 }), false, [aPerson()])).toEqual(["daily_cap"]);
});

test("somebody has to be able to set out: active, a technician, and signed in before", () => {
  for (const nobody of [{ active: false }, { roles: ["dispatcher" as const] }, { joined_at: null }]) {
    expect(missing(settled(), false, [aPerson(nobody)])).toEqual(["technicians"]);
  }
  expect(missing(settled(), false, [aPerson({ joined_at: null }), aPerson({ id: "bo" })])).toEqual([]);
});
