// Asking the server, each time with the tag of what is known: nothing that has not changed is touched.
import { batch } from "@preact/signals";
import { api } from "../shared/api";
import { fresherJob, withAppointment } from "../shared/freshness";
import { Refusal } from "../shared/refusal";
import { person } from "../shared/session";
import { forgetKnown, tagged } from "../shared/tagged";
import type { Appointment, Job, JobRow, JobStatus, Note } from "../shared/types";
import { attention, finishedRows, jobs, me, openRows, people, refusals, silentSince } from "./state";
import { arranged, FINISHED, OPEN } from "./work/filters";

type Listing = { status: JobStatus; since?: string; until?: string };

export const LISTS = "/jobs";
export const ATTENTION = "/attention";
export const jobPath = (job: string) => `/jobs/${job}`;

export function forgetEverything(): void {
  forgetKnown();
  batch(() => {
    me.value = null;
    people.value = [];
    attention.value = null;
    jobs.value = {};
    openRows.value = null;
    finishedRows.value = null;
    refusals.value = {};
  });
}

export async function readMe(): Promise<void> {
  await shown("/me", async () => {
    const { body, isNew } = await tagged("/me", (header) => api.GET("/me", { params: { header } }));
    return () => isNew && (me.value = body);
  });
}

export async function readPeople(): Promise<void> {
  await shown("/people", async () => {
    const { body, isNew } = await tagged("/people", (header) => api.GET("/people", { params: { header } }));
    return () => isNew && (people.value = body.people);
  });
}

export async function readAttention(): Promise<void> {
  await shown(ATTENTION, async () => {
    const { body, isNew } = await tagged(ATTENTION, (header) => api.GET("/attention", { params: { header } }));
    return () => isNew && (attention.value = body);
  });
}

export async function readJob(job: string): Promise<void> {
  await shown(jobPath(job), async () => {
    const path = { job_id: job };
    const { body, isNew } = await tagged(jobPath(job), (header) => api.GET("/jobs/{job_id}", { params: { path, header } }));
    return () => isNew && takeJob(body);
  });
}

export async function readOpenJobs(): Promise<void> {
  await shown(LISTS, async () => {
    const lists = await Promise.all(OPEN.map((status) => listed({ status })));
    const isNew = lists.some((list) => list.isNew) || !openRows.peek();
    return () => isNew && (openRows.value = arranged(lists.flatMap(({ rows }) => rows)));
  });
}

/** Those that were finished on these days of the organization, both included. */
export async function readFinishedJobs({ from, to }: { from: string; to: string }): Promise<void> {
  await shown(LISTS, async () => {
    const lists = await Promise.all(FINISHED.map((status) => listed({ status, since: from, until: to })));
    const of = `${from} ${to}`;
    const isNew = lists.some((list) => list.isNew) || finishedRows.peek()?.of !== of;
    const rows = lists.flatMap((list) => list.rows).sort((one, other) => other.status_since.localeCompare(one.status_since));
    return () => isNew && (finishedRows.value = { of, rows });
  });
}

/** A change's own answer is news for every screen that shows the appointment. */
export function take(appointment: Appointment): void {
  const job = jobs.value[appointment.job_id];
  if (job) jobs.value = { ...jobs.value, [job.id]: withAppointment(job, appointment) };
}

export function takeJob(job: Job): void {
  const kept = jobs.peek()[job.id];
  if (kept && kept.version > job.version) return;
  jobs.value = { ...jobs.value, [job.id]: fresherJob(kept, job) };
}

export function takeNote(id: string, note: Note): void {
  const job = jobs.value[id];
  if (job && !job.notes.some((each) => each.id === note.id)) jobs.value = { ...jobs.value, [id]: { ...job, notes: [...job.notes, note] } };
}

/** A list whole, page after page. */
async function listed(listing: Listing): Promise<{ rows: JobRow[]; isNew: boolean }> {
  const rows: JobRow[] = [];
  let isAnyNew = false;
  let cursor: string | null = null;
  do {
    const query: Listing & { limit: number; cursor?: string } = { ...listing, limit: 100, ...(cursor ? { cursor } : {}) };
    const { body, isNew } = await tagged(`${LISTS} ${JSON.stringify(query)}`, (header) => api.GET("/jobs", { params: { query, header } }));
    rows.push(...body.jobs);
    isAnyNew ||= isNew;
    cursor = body.cursor;
  } while (cursor);
  return { rows, isNew: isAnyNew };
}

/** Shows what is read, and goes on showing what is there if nothing is. */
async function shown(path: string, read: () => Promise<() => unknown>): Promise<void> {
  const who = person.peek();
  if (!who) return;
  try {
    const show = await read();
    if (person.peek() !== who) return;
    batch(() => {
      show();
      silentSince.value = null;
      if (path in refusals.peek()) refusals.value = without(path);
    });
  } catch (reason) {
    if (reason instanceof Refusal && reason.isSilence) silentSince.value ??= Date.now();
    refusals.value = { ...refusals.peek(), [path]: reason };
  }
}

function without(path: string): Record<string, unknown> {
  const { [path]: _, ...others } = refusals.peek();
  return others;
}
