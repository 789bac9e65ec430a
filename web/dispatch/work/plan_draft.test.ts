// Technician and time as a form holds them.
import { expect, test } from "vitest";
import { anAppointment } from "../../testing/builders";
import { planDraftOf, replanOf } from "./plan_draft";

const visit = anAppointment({ version: 4 });

test("the form shows the times of the address", () => {
  expect(planDraftOf(visit)).toEqual({ technician: "sam", day: "2026-03-02", starts: "12:00", ends: "14:00", from: "12:00", to: "13:00" });
});

test("only what is different is sent", () => {
  expect(replanOf(visit, planDraftOf(visit))).toEqual({ version: 4 });
  expect(replanOf(visit, { ...planDraftOf(visit), technician: "" })).toEqual({ version: 4, technician: null });
});

test("another time is sent as instants, work and promise apart", () => {
  const moved = replanOf(visit, { ...planDraftOf(visit), day: "2026-03-03", starts: "08:00", ends: "09:30", from: "08:00", to: "08:30" });

  expect(moved).toEqual({
    version: 4,
    starts_at: "2026-03-03T15:00:00.000Z",
    ends_at: "2026-03-03T16:30:00.000Z",
    window: { from: "2026-03-03T15:00:00.000Z", to: "2026-03-03T15:30:00.000Z" },
  });
});

test("work that goes past midnight ends the day after", () => {
  const night = replanOf(visit, { ...planDraftOf(visit), starts: "23:00", ends: "01:00", from: "23:00", to: "23:30" });

  expect(night.ends_at).toBe("2026-03-03T08:00:00.000Z");
});
