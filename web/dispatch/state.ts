// The one place where the app's state lives; screens are functions of it.
import { computed, signal } from "@preact/signals";
import { skew } from "../shared/api";
import { address } from "../shared/navigation";
import { dayOf, ownZone } from "../shared/times";
import type { Appointment, Attention, Card, Job, JobRow, Me, Person, Settings } from "../shared/types";
import { filtersOf, lateCards, lateJobs } from "./work/filters";
import type { Choice } from "./work/moves";
import { nameNow } from "./work/people";

export const me = signal<Me | null>(null);
export const people = signal<readonly Person[]>([]);
export const settings = signal<Settings | null>(null);
export const attention = signal<Attention | null>(null);
export const jobs = signal<Readonly<Record<string, Job>>>({});

/** By what they list; null until the first answer. */
export const openRows = signal<readonly JobRow[] | null>(null);
export const finishedRows = signal<{ of: string; rows: readonly JobRow[] } | null>(null);

/** Each day's cards, by its date, and the jobs that wait to be planned; null until the first answer. */
export const days = signal<Readonly<Record<string, readonly Card[]>>>({});
export const waitingRows = signal<readonly JobRow[] | null>(null);

/** Why the last read was refused, by its path. */
export const refusals = signal<Readonly<Record<string, unknown>>>({});
/** Since when nobody answers. */
export const silentSince = signal<number | null>(null);

/** The last move of this person, as long as nothing came after it: it may be taken back. */
export type Made = { appointment: string; version: number; before: Choice; until: number };
export const made = signal<Made | null>(null);

/** Whose row has the focus when the list comes back. */
export const lastJob = signal<string | null>(null);
/** Which card of the Schedule has the focus when it comes back. */
export const lastCard = signal<string | null>(null);
/** What was chosen in the list of jobs, for the way back to it. */
export const lastSearch = signal("");

/** This device's time; moves each second. */
export const deviceTime = signal(Date.now());
/** The server's time, as far as this device can tell. */
export const now = computed(() => deviceTime.value + skew.value);
/** The same, moving each minute. */
export const minute = computed(() => Math.floor(now.value / 60_000) * 60_000);
/** The organization's day: a dispatcher's desk may be in another zone. */
export const officeZone = computed(() => me.value?.organization.time_zone ?? ownZone());
export const today = computed(() => dayOf(now.value, officeZone.value));

export const filters = computed(() => filtersOf(address.value.search));
export const late = computed(() => lateJobs(attention.value));
export const lateVisits = computed(() => lateCards(attention.value));

export function tick(): void {
  deviceTime.value = Date.now();
}

/** What the technician is called now. */
export function technicianName({ technician }: Pick<Appointment, "technician">): string | null {
  return technician && nameNow(technician, people.value);
}

export function appointmentOf(job: string, appointment: string): Appointment | undefined {
  return jobs.value[job]?.appointments.find((each) => each.id === appointment);
}
