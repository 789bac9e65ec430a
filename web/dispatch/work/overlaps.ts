// Who is busy when: appointments that lie over a span of time, by the instant, whatever zone they are in.
import { instantAt, dayPlus } from "../../shared/times";
import type { Card } from "../../shared/types";

export type Span = { from: number; to: number };

const OVER: ReadonlySet<string> = new Set(["complete", "canceled"]);

export function overlapping(cards: readonly Card[], { from, to }: Span): Card[] {
  return cards.filter((card) => !OVER.has(card.status) && Date.parse(card.starts_at) < to && from < Date.parse(card.ends_at));
}

/** The technician's open appointments of a day as the zone's clock has it, and those that reach into it. */
export function dayOfWork(cards: readonly Card[], technician: string, day: string, zone: string): Card[] {
  const whole = { from: instantAt(day, "00:00", zone), to: instantAt(dayPlus(day, 1), "00:00", zone) };
  const own = cards.filter((card) => card.technician?.id === technician);
  return overlapping(own, whole).sort((one, other) => one.starts_at.localeCompare(other.starts_at));
}

export function busyWithin(cards: readonly Card[], span: Span): ReadonlySet<string> {
  return new Set(overlapping(cards, span).flatMap(({ technician }) => (technician ? [technician.id] : [])));
}

/** Days of the calendars on which an appointment can stand that reaches into this one: an address may be far away. */
export function daysAround(day: string): string[] {
  return [-1, 0, 1].map((days) => dayPlus(day, days));
}
