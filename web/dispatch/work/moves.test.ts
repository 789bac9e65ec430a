// What the banner offers.
import { expect, test } from "vitest";
import type { Status } from "../../shared/types";
import { offered, type Choice } from "./moves";

const ALL: Status[] = ["draft", "scheduled", "enroute", "started", "complete", "canceled"];
const standing = (status: Status, outcome: Choice["outcome"] = null) => ({ status, outcome, allowed: ALL.filter((each) => each !== status) });
const names = (choices: Choice[]) => choices.map(({ status, outcome }) => outcome ?? status);

test("ahead lies the rest of the work, Complete as its two outcomes, and calling it off", () => {
  expect(names(offered(standing("scheduled")).ahead)).toEqual(["enroute", "started", "follow_up", "done", "canceled"]);
  expect(names(offered(standing("started")).ahead)).toEqual(["follow_up", "done", "canceled"]);
});

test("what goes back is a correction", () => {
  expect(names(offered(standing("scheduled")).corrections)).toEqual(["draft"]);
  expect(names(offered(standing("started")).corrections)).toEqual(["draft", "scheduled", "enroute"]);
});

test("out of an end everything is a correction but the other outcome", () => {
  expect(names(offered(standing("complete", "done")).ahead)).toEqual(["follow_up"]);
  expect(names(offered(standing("complete", "done")).corrections)).toEqual(["draft", "scheduled", "enroute", "started", "canceled"]);
  expect(names(offered(standing("canceled")).ahead)).toEqual([]);
});

test("nothing is offered that the server does not allow", () => {
  expect(offered({ status: "scheduled", outcome: null, allowed: ["draft", "canceled"] })).toEqual({
    ahead: [{ status: "canceled", outcome: null }],
    corrections: [{ status: "draft", outcome: null }],
  });
});
