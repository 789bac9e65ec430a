// Asking the server, each time with the tag of what is known: nothing that has not changed is touched.
import { batch } from "@preact/signals";
import { api } from "../shared/api";
import { fresher } from "../shared/freshness";
import { Refusal } from "../shared/refusal";
import { person } from "../shared/session";
import { forgetKnown, tagged } from "../shared/tagged";
import { dayPlus } from "../shared/times";
import type { JobRow, JobStatus } from "../shared/types";
import { attention, days, finishedRows, jobs, me, openRows, people, refusals, settings, silentSince, waitingRows } from "./state";
import { takeDay, takeJob, takeSettings } from "./taking";
import { arranged, FINISHED, WAITING } from "./work/filters";
import { arrangedByName } from "./work/people";

type Listing = { status?: JobStatus; since?: string; until?: string };

const A_MINUTE = 60_000;

const readAt = new Map<string, number>();

export const SETTINGS = "/organization";
export const PEOPLE = "/people";
export const LISTS = "/jobs";
export const ATTENTION = "/attention";
const WAITING_LISTS = "/jobs waiting";
export const dayPath = (day: string) => `/appointments?date=${day}`;
export const jobPath = (job: string) => `/jobs/${job}`;

export function forgetEverything(): void {
  forgetKnown();
  readAt.clear();
  batch(() => {
    me.value = null;
    people.value = [];
    settings.value = null;
    attention.value = null;
    jobs.value = {};
    openRows.value = null;
    finishedRows.value = null;
    days.value = {};
    waitingRows.value = null;
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
  await shown(PEOPLE, async () => {
    const { body, isNew } = await tagged(PEOPLE, (header) => api.GET("/people", { params: { header } }));
    return () => isNew && (people.value = arrangedByName(fresher(people.peek(), body.people)));
  });
}

export async function readSettings(): Promise<void> {
  await shown(SETTINGS, async () => {
    const { body, isNew } = await tagged(SETTINGS, (header) => api.GET("/organization", { params: { header } }));
    return () => isNew && takeSettings(body);
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
    const { rows, isNew } = await listed({});
    return () => (isNew || !openRows.peek()) && (openRows.value = arranged(rows));
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

/** A day's cards, once a minute those of the days around it that may reach into it, and the jobs that wait to be planned. */
export async function readSchedule(day: string): Promise<void> {
  const around = [dayPlus(day, -1), dayPlus(day, 1)].filter((each) => Date.now() - (readAt.get(each) ?? 0) > A_MINUTE);
  await Promise.all([...[day, ...around].map(readDay), readWaitingJobs()]);
}

async function readDay(date: string): Promise<void> {
  await shown(dayPath(date), async () => {
    const { body, isNew } = await tagged(dayPath(date), (header) => api.GET("/appointments", { params: { query: { date }, header } }));
    readAt.set(date, Date.now());
    return () => isNew && takeDay(date, body.appointments);
  });
}

async function readWaitingJobs(): Promise<void> {
  await shown(WAITING_LISTS, async () => {
    const lists = await Promise.all(WAITING.map((status) => listed({ status }, WAITING_LISTS)));
    return () => lists.some((list) => list.isNew) && (waitingRows.value = arranged(lists.flatMap(({ rows }) => rows)));
  });
}

/** A list whole, page after page. */
async function listed(listing: Listing, of = LISTS): Promise<{ rows: JobRow[]; isNew: boolean }> {
  const rows: JobRow[] = [];
  let isAnyNew = false;
  let cursor: string | null = null;
  do {
    const query: Listing & { limit: number; cursor?: string } = { ...listing, limit: 100, ...(cursor ? { cursor } : {}) };
    const { body, isNew } = await tagged(`${of} ${JSON.stringify(query)}`, (header) => api.GET("/jobs", { params: { query, header } }));
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
