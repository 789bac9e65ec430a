// Whose rows the Schedule has, and what lies in its tray.
import { expect, test } from "vitest";
import type { Person } from "../../shared/types";
import { aCard, aJobRow, aPerson } from "../../testing/builders";
import { eachOnce, rowsOf, trayOf } from "./rows";

const person = (id: string, first_name: string, differences: Partial<Person> = {}) => aPerson({ id, first_name, ...differences });
const PEOPLE = [person("sam", "Sam"), person("bo", "Bo"), person("dana", "Dana", { roles: ["dispatcher"] })];
const by = (id: string, differences = {}) => aCard({ technician: { id, name: `${id} Ortiz` }, ...differences });

test("technicians have a row, also without work, in the order of their names", () => {
  const rows = rowsOf(PEOPLE, [by("sam")]);

  expect(rows.map(({ name, cards }) => [name, cards.length])).toEqual([["Bo Ortiz", 0], ["Sam Ortiz", 1]]);
});

test("who was disabled, or only dispatches, has a row as long as there is something in it", () => {
  const left = [...PEOPLE, person("al", "Al", { active: false })];

  expect(rowsOf(left, []).map(({ name }) => name)).toEqual(["Bo Ortiz", "Sam Ortiz"]);
  expect(rowsOf(left, [by("al"), by("dana", { id: "other" }), by("zed", { id: "third" })]).map(({ name, isActive }) => [name, isActive])).toEqual([
    ["Al Ortiz", false], ["Bo Ortiz", true], ["Dana Ortiz", true], ["Sam Ortiz", true], ["zed Ortiz", true],
  ]);
});

test("a row's cards stand in the order of time", () => {
  const cards = [by("sam", { id: "later", starts_at: "2026-03-02T20:00:00Z" }), by("sam", { id: "sooner", starts_at: "2026-03-02T16:00:00Z" })];

  expect(rowsOf(PEOPLE, cards)[1]!.cards.map(({ id }) => id)).toEqual(["sooner", "later"]);
});

test("a row that did not change is the one of before", () => {
  const [sams, bos] = [by("sam"), by("bo", { id: "other" })];
  const before = rowsOf(PEOPLE, [sams, bos]);

  const after = rowsOf(PEOPLE, [sams, { ...bos, version: 2 }], before);

  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});

test("a card that two days tell of stands there once, as it was seen latest", () => {
  const [older, newer] = [aCard({ version: 1 }), aCard({ version: 2 })];

  expect(eachOnce([older, newer])).toEqual([newer]);
  expect(eachOnce([newer, older])).toEqual([newer]);
});

test("in the tray lies what nobody has and what has to be planned, each job once", () => {
  const nobodys = (id: string, differences = {}) => aCard({ id, job_id: id, technician: null, ...differences });
  const cards = [by("sam"), nobodys("a"), nobodys("b", { status: "canceled" }), nobodys("c", { status: "draft" })];
  const rows = [aJobRow({ id: "c", status: "unscheduled" }), aJobRow({ id: "d", status: "paused" })];

  const { unassigned, jobs } = trayOf(cards, rows);

  expect(unassigned.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(jobs.map(({ id }) => id)).toEqual(["d"]);
});
