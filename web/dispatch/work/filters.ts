// Searching and filtering the list of jobs; what was chosen stands in the address.
import type { Attention, Card, JobRow, JobStatus } from "../../shared/types";

export type Filters = {
  words: string;
  status: JobStatus | null;
  technician: string | null;
  late: boolean;
  trouble: boolean;
  /** Finished jobs of these days, both included, instead of the open ones. */
  days: { from: string; to: string } | null;
};

export const NOBODY = "-";
export const OPEN: readonly JobStatus[] = ["in_progress", "scheduled", "unscheduled", "paused"];
export const WAITING: readonly JobStatus[] = ["unscheduled", "paused"];
export const FINISHED: readonly JobStatus[] = ["complete", "canceled"];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function filtersOf(search: string): Filters {
  const given = new URLSearchParams(search);
  const [from, to] = [given.get("from") ?? "", given.get("to") ?? ""];
  const status = given.get("status") as JobStatus | null;
  return {
    words: given.get("q") ?? "",
    status: status && [...OPEN, ...FINISHED].includes(status) ? status : null,
    technician: given.get("technician"),
    late: given.has("late"),
    trouble: given.has("trouble"),
    days: DAY.test(from) && DAY.test(to) ? { from, to: to < from ? from : to } : null,
  };
}

export function searchOf({ words, status, technician, late, trouble, days }: Filters): string {
  const chosen = { q: words, status, technician, late: late && "1", trouble: trouble && "1", from: days?.from, to: days?.to };
  const given = Object.entries(chosen).filter((each): each is [string, string] => Boolean(each[1]));
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

/** Those that fit, whatever their status: their numbers stand beside the statuses. */
export function fitting(rows: readonly JobRow[], filters: Filters, late: ReadonlySet<string>): JobRow[] {
  const words = folded(filters.words).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      words.every((word) => folded([row.title, row.customer, row.city, ...row.technicians].join(" ")).includes(word)) &&
      (!filters.technician || isWith(row, filters.technician)) &&
      (!filters.late || late.has(row.id)) &&
      (!filters.trouble || row.alert_trouble !== null),
  );
}

/** Jobs whose visit nobody began, or finished, in time: the server says which. */
export function lateJobs(attention: Attention | null): ReadonlySet<string> {
  return new Set(lateOf(attention).map(({ job_id }) => job_id));
}

export function lateCards(attention: Attention | null): ReadonlySet<string> {
  return new Set(lateOf(attention).map(({ id }) => id));
}

/** What comes next comes first; what is not planned comes last. Each job once, as it was seen latest. */
export function arranged(rows: readonly JobRow[]): JobRow[] {
  const latest = new Map<string, JobRow>();
  for (const row of rows) {
    const seen = latest.get(row.id);
    if (!seen || seen.status_since <= row.status_since) latest.set(row.id, row);
  }
  return [...latest.values()].sort((one, other) => place(one).localeCompare(place(other)));
}

export function techniciansOf(rows: readonly JobRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.technicians))].sort();
}

function lateOf(attention: Attention | null): Card[] {
  const late = attention?.needs.filter(({ kind }) => kind === "nobody_on_the_way" || kind === "not_complete") ?? [];
  return late.map(({ card }) => card);
}

function isWith(row: JobRow, technician: string): boolean {
  return technician === NOBODY ? row.technicians.length === 0 : row.technicians.includes(technician);
}

function place({ next_start, created_at, id }: JobRow): string {
  return `${next_start ?? `9 ${created_at}`} ${id}`;
}

/** "Núñez" is found by "nunez". */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}
