// Both sides of what a phone sent later and the office had set meanwhile.
import { expect, test } from "vitest";
import { aChange, anAppointment } from "../../testing/builders";
import { sidesOf } from "./sides";

const canceled = aChange({ id: "office", person: "dana", role: "dispatcher", status: "canceled" });
const started = aChange({ id: "first", status: "started", contradicts: true });
const complete = aChange({ id: "last", status: "complete", outcome: "done", contradicts: true });

test("each side's last word stands beside the other's", () => {
  const appointment = anAppointment({ flags: ["contradiction"], timeline: [canceled, started, complete] });

  expect(sidesOf(appointment, "sam")).toEqual({ own: complete, office: canceled });
});

test("a plan is the office's word, too", () => {
  const { starts_at, ends_at, window } = anAppointment();
  const given = { kind: "plan", id: "plan", technician: { id: "bo", name: "Bo" }, starts_at, ends_at, window } as const;
  const plan = { ...given, recorded_at: starts_at, person: "dana", name: "Dana" };

  expect(sidesOf(anAppointment({ flags: ["contradiction"], timeline: [started, plan] }), "sam")?.office).toBe(plan);
});

test("once the office has mended it there are no sides, and somebody else's are not one's own", () => {
  expect(sidesOf(anAppointment({ timeline: [canceled, complete] }), "sam")).toBeNull();
  expect(sidesOf(anAppointment({ flags: ["contradiction"], timeline: [canceled, complete] }), "bo")).toBeNull();
});
