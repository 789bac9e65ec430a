// Searching and filtering the list of jobs.
import { expect, test } from "vitest";
import { aCard, aJobRow } from "../../testing/builders";
import { arranged, filtersOf, fitting, lateJobs, NOBODY, searchOf, techniciansOf } from "./filters";

const NONE = filtersOf("");
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test("what was chosen comes back out of the address", () => {
  for (const search of ["", "?q=rosa+d&status=paused&technician=Sam+Ortiz&late=1&trouble=1", "?from=2026-03-01&to=2026-03-02"]) {
    expect(searchOf(filtersOf(search))).toBe(search);
  }
});

test("what makes no sense in an address is left out", () => {
  expect(filtersOf("?status=asleep&from=yesterday&to=2026-03-02")).toEqual(NONE);
  expect(filtersOf("?from=2026-03-05&to=2026-03-02").days).toEqual({ from: "2026-03-05", to: "2026-03-05" });
});

test("every word is found, wherever it stands and however it is written", () => {
  const rows = [aJobRow({ id: "a", customer: "Núñez", city: "Mesa" }), aJobRow({ id: "b", customer: "Park", city: "Mesa" })];

  expect(ids(fitting(rows, { ...NONE, words: "MESA nunez" }, new Set()))).toEqual(["a"]);
  expect(ids(fitting(rows, { ...NONE, words: "tempe" }, new Set()))).toEqual([]);
});

test("filters hold together", () => {
  const rows = [
    aJobRow({ id: "late", technicians: ["Sam Ortiz"] }),
    aJobRow({ id: "trouble", technicians: ["Sam Ortiz"], alert_trouble: "failed" }),
    aJobRow({ id: "nobody", technicians: [] }),
  ];
  const late = new Set(["late"]);

  expect(ids(fitting(rows, { ...NONE, technician: "Sam Ortiz", late: true }, late))).toEqual(["late"]);
  expect(ids(fitting(rows, { ...NONE, trouble: true }, late))).toEqual(["trouble"]);
  expect(ids(fitting(rows, { ...NONE, technician: NOBODY }, late))).toEqual(["nobody"]);
  expect(techniciansOf(rows)).toEqual(["Sam Ortiz"]);
});

test("late is what the server says of the clock, not a flag of a text", () => {
  const need = (kind: "nobody_on_the_way" | "failed", job_id: string) => ({ kind, since: "", mends: [], card: aCard({ job_id }) });
  const attention = { count: 2, more: false, needs: [need("nobody_on_the_way", "a"), need("failed", "b")], untextable: [] };

  expect([...lateJobs(attention)]).toEqual(["a"]);
  expect([...lateJobs(null)]).toEqual([]);
});

test("what comes next comes first, and a job that moved between two lists stands there once", () => {
  const rows = [
    aJobRow({ id: "unplanned", next_start: null }),
    aJobRow({ id: "moved", status: "scheduled", next_start: "2026-03-02T20:00:00Z", status_since: "2026-03-02T10:00:00Z" }),
    aJobRow({ id: "soon", next_start: "2026-03-02T19:00:00Z" }),
    aJobRow({ id: "moved", status: "in_progress", next_start: "2026-03-02T20:00:00Z", status_since: "2026-03-02T18:00:00Z" }),
  ];

  expect(arranged(rows).map(({ id, status }) => `${id} ${status}`)).toEqual(["soon scheduled", "moved in_progress", "unplanned scheduled"]);
});
