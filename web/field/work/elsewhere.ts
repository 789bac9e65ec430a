// What somebody else did to an appointment since a person last heard of it.
import type { Entry } from "../../shared/types";

type Timeline = readonly Entry[];

/** After that instant, by the server's clock alone: a phone's own may be hours off, and its copy hours old. */
export function changedElsewhere(timeline: Timeline, me: string | null, after: number): Entry | null {
  return timeline.filter((entry) => entry.person !== me && Date.parse(entry.recorded_at) > after).at(-1) ?? null;
}

/** When the server recorded the last thing that is known here. */
export function lastHeard(timeline: Timeline): number {
  return Math.max(0, ...timeline.map((entry) => Date.parse(entry.recorded_at)));
}
