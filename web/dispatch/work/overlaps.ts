// Who is busy when: appointments that lie over a span of time, by the instant, whatever zone they are in.
import { dayPlus, instantAt } from "../../shared/times";
import type { Card } from "../../shared/types";

export type Span = { from: number; to: number };

const OVER: ReadonlySet<string> = new Set(["complete", "canceled"]);

export function overlapping(cards: readonly Card[], { from, to }: Span): Card[] {
  return cards.filter((card) => !OVER.has(card.status) && Date.parse(card.starts_at) < to && from < Date.parse(card.ends_at));
}

/** The technician's open appointments of a day as the zone's clock has it, those that reach into it, and those the work reaches. */
export function dayOfWork(cards: readonly Card[], technician: string, day: string, zone: string, work: Span | null): Card[] {
  const midnight = instantAt(dayPlus(day, 1), "00:00", zone);
  const whole = { from: instantAt(day, "00:00", zone), to: Math.max(midnight, work?.to ?? 0) };
  const own = cards.filter((card) => card.technician?.id === technician);
  return overlapping(own, whole).sort((one, other) => one.starts_at.localeCompare(other.starts_at));
}

export function busyWithin(cards: readonly Card[], span: Span): ReadonlySet<string> {
  return new Set(overlapping(cards, span).flatMap(({ technician }) => (technician ? [technician.id] : [])));
}

/** Days of any calendar on which an appointment can stand that reaches into these days: an address may be far away. */
export function daysAround(first: string, last: string): string[] {
  const days = [dayPlus(first, -1)];
  while (days.at(-1)! <= last) days.push(dayPlus(days.at(-1)!, 1));
  return days;
}
