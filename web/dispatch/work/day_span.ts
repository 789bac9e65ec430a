// A day of the organization as instants: where it begins and ends, and its hours, also on days when clocks change.
import { dayOf, dayPlus, hour, instantAt, timeOf } from "../../shared/times";

/** From the first instant on, and before the second. */
export type Span = { from: number; to: number };

export const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;
const USUAL = { from: "07:00", to: "19:00" };

export function daySpan(day: string, zone: string): Span {
  return { from: beginning(day, zone), to: beginning(dayPlus(day, 1), zone) };
}

/** The instants of a span at which a clock of the zone shows a full hour. */
export function hoursOf({ from, to }: Span, zone: string): number[] {
  const quarters = Array.from({ length: Math.ceil((to - from) / QUARTER) }, (_, place) => from + place * QUARTER);
  return quarters.filter((at) => timeOf(at, zone).endsWith(":00"));
}

/** An hour that the clocks show twice is told with its zone. */
export function hourNames(hours: readonly number[], zone: string): string[] {
  const names = hours.map((at) => hour(at, zone, false));
  return names.map((name, place) => (names.indexOf(name) === names.lastIndexOf(name) ? name : hour(hours[place]!, zone, true)));
}

/** The usual hours of the day, and whole hours more as far as something reaches. */
export function shownHours(day: string, zone: string, reaching: readonly Span[]): Span {
  const whole = daySpan(day, zone);
  const from = Math.min(instantAt(day, USUAL.from, zone), ...reaching.map((span) => span.from));
  const to = Math.max(instantAt(day, USUAL.to, zone), ...reaching.map((span) => span.to));
  const hours = hoursOf(whole, zone);
  return {
    from: hours.findLast((hour) => hour <= from) ?? whole.from,
    to: hours.find((hour) => hour >= to) ?? whole.to,
  };
}

export function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

export function within({ from, to }: Span, outer: Span): Span {
  const clipped = (at: number) => Math.min(Math.max(at, outer.from), outer.to);
  return { from: clipped(from), to: clipped(to) };
}

/** Where clocks skip midnight the day begins an hour later on them. */
function beginning(day: string, zone: string): number {
  const at = instantAt(day, "00:00", zone);
  return dayOf(at, zone) === day ? at : at + HOUR;
}
