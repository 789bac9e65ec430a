// A new appointment as a form holds it: the planned work, and apart from it what the customer is promised.
import { dayOf, dayPlus, instantAt, timeOf } from "../../shared/times";
import type { Booking } from "../../shared/types";
import type { Span } from "./overlaps";

/** Times as a clock at the address shows them. */
export type VisitDraft = { technician: string; day: string; starts: string; minutes: string; from: string; to: string };
export type VisitField = keyof VisitDraft;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_IN_MINUTES = 24 * 60;
const USUAL_MINUTES = "120";

/** At the next full hour; promised is the whole of it. */
export function firstVisit(now: number, zone: string): VisitDraft {
  const starts = `${timeOf(now + HOUR, zone).slice(0, 2)}:00`;
  const to = plus(starts, Number(USUAL_MINUTES));
  return { technician: "", day: dayOf(now + HOUR, zone), starts, minutes: USUAL_MINUTES, from: starts, to };
}

/** What is promised moves along with the start. */
export function startingAt(draft: VisitDraft, starts: string): VisitDraft {
  if (!starts || !draft.from || !draft.to) return { ...draft, starts };
  const shift = minutesOf(starts) - minutesOf(draft.starts || draft.from);
  return { ...draft, starts, from: plus(draft.from, shift), to: plus(draft.to, shift) };
}

/** Where the whole of the work was promised, the whole still is. */
export function lasting(draft: VisitDraft, minutes: string): VisitDraft {
  const isWhole = draft.from === draft.starts && draft.to === endOf(draft);
  return { ...draft, minutes, ...(isWhole ? { to: endOf({ ...draft, minutes }) } : {}) };
}

/** What has to be filled in before there is a time at all. A year that is half typed is none. */
export function unplanned({ day, starts, minutes, from, to }: VisitDraft): VisitField[] {
  const wanted = { day: /^20\d\d-\d\d-\d\d$/.test(day), starts, minutes: /^0*[1-9]\d{0,3}$/.test(minutes), from, to };
  return (Object.keys(wanted) as (keyof typeof wanted)[]).filter((field) => !wanted[field]);
}

export function spanOf(draft: VisitDraft, zone: string): Span | null {
  if (unplanned(draft).length) return null;
  const from = instantAt(draft.day, draft.starts, zone);
  return { from, to: from + Number(draft.minutes) * MINUTE };
}

/** The promise begins on the day on which it is nearest to the work, and ends within a day of that. */
export function bookingOf(draft: VisitDraft, zone: string): Booking {
  const work = spanOf(draft, zone)!;
  const beginnings = [-1, 0, 1].map((days) => instantAt(dayPlus(draft.day, days), draft.from, zone));
  const from = beginnings.reduce((one, other) => (Math.abs(other - work.from) < Math.abs(one - work.from) ? other : one));
  const first = dayOf(from, zone);
  const to = [first, dayPlus(first, 1)].map((day) => instantAt(day, draft.to, zone)).find((at) => at > from)!;
  return {
    starts_at: written(work.from),
    ends_at: written(work.to),
    window: { from: written(from), to: written(to) },
    technician: draft.technician || null,
  };
}

function endOf({ starts, minutes }: VisitDraft): string {
  return plus(starts, Number(minutes) || 0);
}

function plus(time: string, minutes: number): string {
  const sum = (((minutesOf(time) + minutes) % DAY_IN_MINUTES) + DAY_IN_MINUTES) % DAY_IN_MINUTES;
  return [Math.floor(sum / 60), sum % 60].map((each) => String(each).padStart(2, "0")).join(":");
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function written(at: number): string {
  return new Date(at).toISOString();
}
