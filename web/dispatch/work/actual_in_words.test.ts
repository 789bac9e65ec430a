// What happened of a visit, in words.
import { expect, test } from "vitest";
import { aCard } from "../../testing/builders";
import { actualInWords } from "./actual_in_words";

const OUT = "2026-03-02T16:40:00Z";
const BEGAN = "2026-03-02T17:05:00Z";
const DONE = "2026-03-02T18:10:00Z";

test.each([
  ["", {}],
  ["set out 9:40 AM", { status: "enroute", set_out_at: OUT }],
  ["began 10:05 AM", { status: "started", set_out_at: OUT, started_at: BEGAN }],
  ["worked 10:05 – 11:10 AM", { status: "complete", set_out_at: OUT, started_at: BEGAN, completed_at: DONE }],
  ["complete 11:10 AM", { status: "complete", completed_at: DONE }],
  ["", { status: "canceled", set_out_at: OUT }],
] as const)("%s", (said, differences) => {
  expect(actualInWords(aCard(differences))).toBe(said);
});
