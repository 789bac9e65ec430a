// What became of the text of the open trip.
import { expect, test } from "vitest";
import { aChange, anAlert, anAppointment, aTap, NOON } from "../../testing/builders";
import { laidOver } from "../queue/overlay";
import { mayStillBeHeld, textState } from "./text_state";

const enroute = (differences = {}) => laidOver(anAppointment({ status: "enroute", ...differences }), []);

test("off a trip there is nothing to say", () => {
  expect(textState(laidOver(anAppointment({ alert: anAlert() }), []), NOON)).toBeNull();
});

test("a tap that nobody has heard yet is being sent, and after a try it waits for signal", () => {
  const departure = aTap({ status: "enroute" });

  expect(textState(laidOver(anAppointment(), [departure]), NOON)).toEqual({ is: "unsent" });
  expect(textState(laidOver(anAppointment(), [{ ...departure, attempts: 1 }]), NOON)).toEqual({ is: "waiting" });
});

test("the hold counts down by the server's clock, and then the text is going", () => {
  const appointment = enroute({ alert: anAlert() });

  expect(textState(appointment, NOON)).toEqual({ is: "held", seconds: 10 });
  expect(textState(appointment, NOON + 9500)).toEqual({ is: "held", seconds: 1 });
  expect(textState(appointment, NOON + 10_000)).toEqual({ is: "going" });
});

test("a phone whose clock is behind counts down from the hold, not from more", () => {
  const appointment = enroute({ alert: anAlert(), timeline: [aChange({ recorded_at: "2026-03-02T19:00:00Z" })] });

  expect(textState(appointment, NOON - 1400)).toEqual({ is: "held", seconds: 10 });
});

test("a text that was sent says when", () => {
  const alert = anAlert({ state: "sent", ended_at: "2026-03-02T19:00:11Z" });

  expect(textState(enroute({ alert }), NOON)).toEqual({ is: "sent", at: "2026-03-02T19:00:11Z", alert });
});

test.each([
  [anAlert({ state: "skipped", reason: "opted_out" }), { is: "not", reason: "opted_out" }],
  [anAlert({ state: "failed", reason: "InvalidParameter" }), { is: "not", reason: "other" }],
  [anAlert({ state: "unknown" }), { is: "unknown" }],
])("a text that was not sent says why", (alert, said) => {
  expect(textState(enroute({ alert }), NOON)).toMatchObject({ ...said, alert });
});

test("a departure that owed no text says why", () => {
  const timeline = [aChange({ not_texted: "no_number" })];

  expect(textState(enroute({ timeline }), NOON)).toEqual({ is: "not", reason: "no_number", alert: null });
});

test("until it has left, a text can be held by an undo", () => {
  expect(mayStillBeHeld({ is: "held", seconds: 3 })).toBe(true);
  expect(mayStillBeHeld({ is: "unsent" })).toBe(true);
  expect(mayStillBeHeld({ is: "sent", at: "2026-03-02T19:00:11Z", alert: anAlert() })).toBe(false);
  expect(mayStillBeHeld(null)).toBe(false);
});
