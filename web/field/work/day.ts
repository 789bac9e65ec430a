// A day's cards in the order a technician works through them.
import type { Card } from "../../shared/types";
import { isOver, isUnderWay } from "./steps";

export type Day<Each> = { unfinished: Each[]; open: Each[]; over: Each[] };

/** What is still under way from yesterday comes first; the rest by time. */
export function arranged<Each extends Pick<Card, "starts_at" | "status" | "id">>(today: Each[], yesterday: Each[]): Day<Each> {
  const known = new Set(today.map((card) => card.id));
  return {
    unfinished: inTime(yesterday.filter((card) => isUnderWay(card) && !known.has(card.id))),
    open: inTime(today.filter((card) => !isOver(card))),
    over: inTime(today.filter(isOver)),
  };
}

/** The first unfinished card carries its next step on it: one under way before all others. */
export function emphasised<Each extends Pick<Card, "status">>(day: Day<Each>): Each | null {
  const open = [...day.unfinished, ...day.open];
  return open.find(isUnderWay) ?? open[0] ?? null;
}

function inTime<Each extends Pick<Card, "starts_at">>(cards: Each[]): Each[] {
  return [...cards].sort((one, other) => one.starts_at.localeCompare(other.starts_at));
}
