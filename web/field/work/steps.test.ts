// The next step and the step back.
import { expect, test } from "vitest";
import type { Status } from "../../shared/types";
import { goesBack, isOver, isUnderWay, nextStep, stepBack } from "./steps";

const standing = (status: Status, ...allowed: Status[]) => ({ status, allowed });

test.each([
  [standing("scheduled", "enroute", "started", "complete"), "enroute"],
  [standing("enroute", "started", "complete", "scheduled"), "started"],
  [standing("started", "complete", "enroute"), "complete"],
  [standing("complete", "started"), null],
  [standing("scheduled"), null],
  [standing("draft", "scheduled"), null],
  [standing("canceled"), null],
])("the next step of %o is %s", (now, step) => {
  expect(nextStep(now)).toBe(step);
});

test("a step that the server does not allow is passed over", () => {
  expect(nextStep(standing("scheduled", "started"))).toBe("started");
});

test.each([
  [standing("enroute", "started", "complete", "scheduled"), "scheduled"],
  [standing("started", "complete", "enroute"), "enroute"],
  [standing("complete", "started"), "started"],
  [standing("complete"), null],
  [standing("scheduled", "enroute"), null],
])("the step back from %o is %s", (now, step) => {
  expect(stepBack(now)).toBe(step);
});

test("an undo goes back, a step that skips another does not", () => {
  expect(goesBack("complete", "started")).toBe(true);
  expect(goesBack("enroute", "scheduled")).toBe(true);
  expect(goesBack("scheduled", "complete")).toBe(false);
});

test("an appointment is open, under way or over", () => {
  expect(isUnderWay({ status: "enroute" })).toBe(true);
  expect(isUnderWay({ status: "scheduled" })).toBe(false);
  expect(isOver({ status: "canceled" })).toBe(true);
  expect(isOver({ status: "started" })).toBe(false);
});
