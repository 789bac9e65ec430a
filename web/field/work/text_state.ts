// What became of the text of the open trip, the phone's own queue counted in.
import { fateOf, type Fate } from "../../shared/fate";
import type { Appointment } from "../../shared/types";
import type { Laid } from "../queue/overlay";

export type TextState = { is: "unsent" } | { is: "waiting" } | Fate;

type Told = Pick<Laid<Appointment>, "status" | "queued" | "alert" | "timeline">;

export function textState(appointment: Told, now: number): TextState | null {
  if (appointment.status !== "enroute") return null;
  const departure = appointment.queued.find((change) => change.wish.status === "enroute");
  if (departure) return { is: departure.attempts > 0 ? "waiting" : "unsent" };
  return fateOf(appointment, now);
}

/** The text can still be kept from going. */
export function mayStillBeHeld(state: TextState | null): boolean {
  return state !== null && ["unsent", "waiting", "held", "going"].includes(state.is);
}
