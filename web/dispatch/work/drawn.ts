// Where a card is drawn on the Schedule: what was planned, and on it what happened; all by instants.
import type { Card } from "../../shared/types";
import { overlap, QUARTER, within, type Span } from "./day_span";
import { lanesOf } from "./lanes";

const MINUTE = 60_000;

/** `to` is null as long as it lasts. */
export type Stretch = { from: number; to: number | null };
export type Actual = { trip: Stretch | null; work: Stretch | null };
/** Columns are quarters, counted from 1; `lead` and `trail` are the parts of them that stay free. All else in minutes. */
export type Place = { column: number; end: number; lead: number; trail: number; at: number; long: number };
export type Drawn = { card: Card; lane: number; place: Place; trip: Stretch | null; work: Stretch | null };

export function planned({ starts_at, ends_at }: Pick<Card, "starts_at" | "ends_at">): Span {
  return { from: Date.parse(starts_at), to: Date.parse(ends_at) };
}

/** What happened, as far as it was not taken back; of a canceled visit nothing counts. */
export function actual({ status, set_out_at, started_at, completed_at }: Card): Actual {
  const [out, began, done] = [set_out_at, started_at, completed_at].map((at) => (at ? Date.parse(at) : null));
  if (status === "canceled") return { trip: null, work: null };
  return {
    trip: out == null ? null : { from: out, to: began ?? done ?? null },
    work: began != null ? { from: began, to: done ?? null } : done != null ? { from: done, to: done } : null,
  };
}

/** What a card has to do with a day, if anything: its plan, or what is left of the visit. */
export function reach(card: Card, day: Span, now: number): Span | null {
  const happened = lasted(card, now);
  const plan = planned(card);
  if (!overlap(plan, day)) return happened && overlap(happened, day) ? within(happened, day) : null;
  const spans = [plan, ...(happened ? [happened] : [])].map((span) => within(span, day));
  return { from: Math.min(...spans.map((span) => span.from)), to: Math.max(...spans.map((span) => span.to)) };
}

/** It was planned for another day and still lasts, or reaches into this one. */
export function isLeftOver(card: Card, shown: Span): boolean {
  return !overlap(planned(card), shown);
}

/** A technician's cards in the hours that are shown, in the order given; what was canceled makes way for what was not. */
export function drawn(cards: readonly Card[], shown: Span, now: number): Drawn[] {
  const spans = new Map(cards.map((card) => [card, box(card, shown, now)]));
  const inOrder = [...cards].sort((one, other) => Number(one.status === "canceled") - Number(other.status === "canceled"));
  const lanes = lanesOf(inOrder.map((card) => spans.get(card)!));
  return cards.map((card) => {
    const { trip, work } = actual(card);
    const cut = (stretch: Stretch | null) => stretch && minutes(stretch, shown);
    return { card, lane: lanes[inOrder.indexOf(card)]!, place: placeOf(spans.get(card)!, shown), trip: cut(trip), work: cut(work) };
  });
}

/** Minutes from the first hour that is shown, no farther than the last. */
export function minuteOf(at: number, shown: Span): number {
  return (within({ from: at, to: at }, shown).from - shown.from) / MINUTE;
}

function lasted(card: Card, now: number): Span | null {
  const { trip, work } = actual(card);
  const from = trip?.from ?? work?.from;
  return from == null ? null : { from, to: (work ?? trip)!.to ?? now };
}

/** What is left over stands where it lasts. */
function box(card: Card, shown: Span, now: number): Span {
  const plan = planned(card);
  return within((isLeftOver(card, shown) && lasted(card, now)) || plan, shown);
}

function placeOf({ from, to }: Span, shown: Span): Place {
  const [first, last] = [from - shown.from, Math.max(to - shown.from, from - shown.from + MINUTE)];
  const [column, end] = [Math.floor(first / QUARTER), Math.ceil(last / QUARTER)];
  const whole = (end - column) * QUARTER;
  return {
    column: column + 1,
    end: end + 1,
    lead: (first - column * QUARTER) / whole,
    trail: (end * QUARTER - last) / whole,
    at: first / MINUTE,
    long: (last - first) / MINUTE,
  };
}

function minutes({ from, to }: Stretch, shown: Span): Stretch | null {
  if (to !== null && !overlap({ from, to: Math.max(to, from + 1) }, shown)) return null;
  return { from: minuteOf(from, shown), to: to === null ? null : minuteOf(to, shown) };
}
