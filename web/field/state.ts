// The one place where the app's state lives; screens are functions of it.
import { computed, signal } from "@preact/signals";
import { skew } from "../shared/api";
import { dayOf, dayPlus, ownZone } from "../shared/times";
import type { Alert, Appointment, Card, Job, Me, Outcome, Visit } from "../shared/types";
import { laidOver, type Laid } from "./queue/overlay";
import type { Queued } from "./queue/queued";
import type { Copy } from "./storage";
import type { MapsApp } from "./work/directions";
import { isUnderWay } from "./work/steps";

export const queue = signal<readonly Queued[]>([]);
export const days = signal<Readonly<Record<string, Copy<Card[]>>>>({});
export const jobs = signal<Readonly<Record<string, Copy<Job>>>>({});
export const me = signal<Me | null>(null);

/** The last read was not answered: what is shown is a copy. */
export const isSilent = signal(false);
/** Why a read was refused, by its path. */
export const refusals = signal<Readonly<Record<string, unknown>>>({});
/** The key of what is being sent at this moment. */
export const sendingNow = signal<string | null>(null);
/** This device cannot keep what is tapped. */
export const cannotKeep = signal(false);

/** How many things this device still owes the office, whoever is signed in. */
export const unsent = signal(0);

/** What a tap needs to know of the appointment it is about. */
export type About = Pick<Card, "id" | "job_id" | "title" | "status">;
export type Done = { about: About; outcome: Outcome };

/** What was completed a moment ago. */
export const justDone = signal<Done | null>(null);

export type OpenSheet =
  | { is: "on_my_way"; appointment: Visit }
  | { is: "complete"; appointment: Visit }
  | { is: "resend"; appointment: Visit; alert: Alert };
export const sheet = signal<OpenSheet | null>(null);

/** Where the street map comes from; null where none is configured. */
export const tiles = signal<{ url: string; credit: string } | null>(null);

/** The browser would put Field on the home screen, if a person wants it. */
export type Offer = Event & { prompt: () => Promise<unknown> };
export const offer = signal<Offer | null>(null);

export const minutes = signal(20);
export const mapsApp = signal<MapsApp>("google");

/** This device's time; moves each second. */
export const deviceTime = signal(Date.now());
/** The server's time, as far as this device can tell. */
export const now = computed(() => deviceTime.value + skew.value);

export function tick(): void {
  deviceTime.value = Date.now();
}

/** The organization's day: a technician's phone may be set to another zone. */
export const today = computed(() => dayOf(now.value, me.value?.organization.time_zone ?? ownZone()));
export const chosenDay = signal<string | null>(null);
export const shownDay = computed(() => chosenDay.value ?? today.value);
export const dayBefore = computed(() => dayPlus(today.value, -1));

export function cardsOf(day: string): Laid<Card>[] {
  return (days.value[day]?.body ?? []).map((card) => laidOver(card, queue.value));
}

export function cardOf(appointment: string): Laid<Card> | undefined {
  for (const day of Object.values(days.value)) {
    const card = day.body.find((each) => each.id === appointment);
    if (card) return laidOver(card, queue.value);
  }
  return undefined;
}

export function appointmentOf(job: string, appointment: string): Laid<Appointment> | undefined {
  const found = jobs.value[job]?.body.appointments.find((each) => each.id === appointment);
  return found && laidOver(found, queue.value);
}

/** An own appointment that was begun and not finished. */
export function otherUnderWay(appointment: string): Laid<Card> | undefined {
  return [...cardsOf(dayBefore.value), ...cardsOf(today.value)].find((card) => card.id !== appointment && isUnderWay(card));
}
