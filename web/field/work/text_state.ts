// What became of the text of the open trip, as one line says it.
import type { Alert, Appointment, Entry } from "../../shared/types";
import type { Laid } from "../queue/overlay";

export type TextState =
  | { is: "unsent" }
  | { is: "waiting" }
  | { is: "held"; seconds: number }
  | { is: "going" }
  | { is: "sent"; at: string; alert: Alert }
  | { is: "unknown"; alert: Alert }
  | { is: "not"; reason: string; alert: Alert | null };

type Told = Pick<Laid<Appointment>, "status" | "queued" | "alert" | "timeline">;

export function textState(appointment: Told, now: number): TextState | null {
  if (appointment.status !== "enroute") return null;
  const departure = appointment.queued.find((change) => change.wish.status === "enroute");
  if (departure) return { is: departure.attempts > 0 ? "waiting" : "unsent" };
  return stateOf(appointment.alert, lastDeparture(appointment.timeline), now);
}

function stateOf(alert: Alert | null, departure: string | null, now: number): TextState | null {
  if (!alert) return departure ? { is: "not", reason: departure, alert: null } : null;
  const seconds = Math.ceil((Date.parse(alert.due_at) - now) / 1000);
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

/** The text can still be kept from going. */
export function mayStillBeHeld(state: TextState | null): boolean {
  return state !== null && ["unsent", "waiting", "held", "going"].includes(state.is);
}

/** Why the change that set out texted nobody, if it did not. */
function lastDeparture(timeline: Entry[]): string | null {
  const departures = timeline.filter((entry) => entry.kind === "change" && entry.applied && entry.status === "enroute");
  const last = departures[departures.length - 1];
  return last?.kind === "change" ? last.not_texted : null;
}
