// A new appointment as a form holds it.
import { expect, test } from "vitest";
import { NOON, PHOENIX } from "../../testing/builders";
import { bookingOf, firstVisit, lasting, spanOf, startingAt, unplanned, type VisitDraft } from "./visit_draft";

const MORNING: VisitDraft = { technician: "sam", day: "2026-03-03", starts: "09:00", minutes: "90", from: "09:00", to: "10:30" };

test("it begins with the next full hour by the office's clock, promised as a whole", () => {
  expect(firstVisit(NOON + 20 * 60_000, PHOENIX)).toEqual({ technician: "", day: "2026-03-02", starts: "13:00", minutes: "120", from: "13:00", to: "15:00" });
  expect(firstVisit(Date.parse("2026-03-03T06:30:00Z"), PHOENIX)).toMatchObject({ day: "2026-03-03", starts: "00:00" });
});

test("it is sent as instants, work and promise apart", () => {
  expect(bookingOf({ ...MORNING, from: "08:30", to: "09:30" }, PHOENIX)).toEqual({
    starts_at: "2026-03-03T16:00:00.000Z",
    ends_at: "2026-03-03T17:30:00.000Z",
    window: { from: "2026-03-03T15:30:00.000Z", to: "2026-03-03T16:30:00.000Z" },
    technician: "sam",
  });
});

test("nobody yet is nobody", () => {
  expect(bookingOf({ ...MORNING, technician: "" }, PHOENIX).technician).toBeNull();
});

test("times are those of the address, whatever zone that turns out to be", () => {
  expect(bookingOf(MORNING, "America/New_York").starts_at).toBe("2026-03-03T14:00:00.000Z");
});

test("the promise moves along with the start, over midnight too", () => {
  const moved = startingAt({ ...MORNING, from: "09:30", to: "10:30" }, "23:45");

  expect([moved.from, moved.to]).toEqual(["00:15", "01:15"]);
  expect(bookingOf(moved, PHOENIX).window).toEqual({ from: "2026-03-04T07:15:00.000Z", to: "2026-03-04T08:15:00.000Z" });
});

test("a start that was emptied for a moment draws the promise to the new one", () => {
  const emptied = startingAt(MORNING, "");

  expect(startingAt(emptied, "14:00")).toMatchObject({ starts: "14:00", from: "14:00", to: "15:30" });
});

test("where the whole was promised, the whole still is; a promise of one's own stays", () => {
  expect(lasting(MORNING, "120").to).toBe("11:00");
  expect(lasting({ ...MORNING, to: "10:00" }, "120").to).toBe("10:00");
});

test("work lasts its minutes also in the night in which clocks change", () => {
  const night = { ...MORNING, day: "2026-03-07", starts: "23:30", minutes: "240" };

  expect(spanOf(night, "America/Denver")).toEqual({ from: Date.parse("2026-03-08T06:30:00Z"), to: Date.parse("2026-03-08T10:30:00Z") });
});

test("without a day or a time there is no span, and it is named what is missing", () => {
  expect(unplanned(MORNING)).toEqual([]);
  expect(unplanned({ ...MORNING, day: "", minutes: "1.5", to: "" })).toEqual(["day", "minutes", "to"]);
  for (const day of ["0202-03-03", "20260-03-03"]) expect(unplanned({ ...MORNING, day })).toEqual(["day"]);
  expect(unplanned({ ...MORNING, minutes: "0" })).toEqual(["minutes"]);
  expect(spanOf({ ...MORNING, starts: "" }, PHOENIX)).toBeNull();
});
