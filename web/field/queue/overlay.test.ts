// The screen's truth: the server's state with the queue over it.
import { expect, test } from "vitest";
import { aCard, aTap } from "../../testing/builders";
import { nextStep, stepBack } from "../work/steps";
import { laidOver } from "./overlay";

const enroute = () => aTap({ status: "enroute" });
const started = () => aTap({ status: "started" });
const complete = () => aTap({ status: "complete", outcome: "follow_up" });

test("a tap shows before the server has heard of it", () => {
  const shown = laidOver(aCard(), [enroute()]);

  expect(shown).toMatchObject({ status: "enroute", since: "2026-03-02T19:00:00.000Z" });
});

test("without a queue the server's word stands", () => {
  const card = aCard();

  expect(laidOver(card, [])).toEqual({ ...card, queued: [] });
});

test("taps lie over each other in their order", () => {
  const shown = laidOver(aCard(), [enroute(), started(), complete()]);

  expect(shown).toMatchObject({ status: "complete", outcome: "follow_up" });
  expect(shown.queued).toHaveLength(3);
});

test("without signal the next step and the way back stay open", () => {
  const shown = laidOver(aCard(), [enroute()]);

  expect(nextStep(shown)).toBe("started");
  expect(stepBack(shown)).toBe("scheduled");
  expect(nextStep(laidOver(aCard(), [enroute(), started()]))).toBe("complete");
  expect(stepBack(laidOver(aCard(), [enroute(), started()]))).toBe("enroute");
});

test("what waits for a person is not shown as if it held", () => {
  const shown = laidOver(aCard(), [{ ...enroute(), parked: true }]);

  expect(shown.status).toBe("scheduled");
});

test("another appointment's taps leave this one alone", () => {
  const shown = laidOver(aCard(), [{ ...enroute(), appointment: "another" }]);

  expect(shown.status).toBe("scheduled");
});
