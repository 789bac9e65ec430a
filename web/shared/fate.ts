// What became of a text, as one line says it.
import type { Alert, Appointment, Entry } from "./types";

export type Fate =
  | { is: "held"; seconds: number }
  | { is: "going" }
  | { is: "sent"; at: string; alert: Alert }
  | { is: "unknown"; alert: Alert }
  | { is: "not"; reason: string; alert: Alert | null };

/** Of the latest text, or of the latest departure if that owed none. */
export function fateOf({ alert, timeline }: Pick<Appointment, "alert" | "timeline">, now: number): Fate | null {
  const departure = lastDeparture(timeline);
  if (!alert) return departure ? { is: "not", reason: departure, alert: null } : null;
  const seconds = Math.ceil(Math.min(Date.parse(alert.due_at) - now, heldFor(alert, timeline)) / 1000);
  switch (alert.state) {
    case "pending":
      return seconds > 0 ? { is: "held", seconds } : { is: "going" };
    case "sending":
      return { is: "going" };
    case "sent":
      return { is: "sent", at: alert.ended_at ?? alert.due_at, alert };
    case "unknown":
      return { is: "unknown", alert };
    default:
      return { is: "not", reason: alert.state === "failed" ? "other" : (alert.reason ?? "other"), alert };
  }
}

/** The whole hold: a clock that is a second behind counts down from no more. */
function heldFor({ change, due_at }: Alert, timeline: Entry[]): number {
  const told = timeline.find((entry) => entry.id === change);
  return told ? Date.parse(due_at) - Date.parse(told.recorded_at) : Infinity;
}

/** Why the change that set out texted nobody, if it did not. */
function lastDeparture(timeline: Entry[]): string | null {
  const departures = timeline.filter((entry) => entry.kind === "change" && entry.applied && entry.status === "enroute");
  const last = departures[departures.length - 1];
  return last?.kind === "change" ? last.not_texted : null;
}
