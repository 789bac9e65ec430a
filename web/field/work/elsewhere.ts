// What somebody else did to an appointment while it was open on this screen.
import type { Entry } from "../../shared/types";

export function changedElsewhere(timeline: readonly Entry[], me: string | null, after: number): Entry | null {
  return timeline.filter((entry) => entry.person !== me && Date.parse(entry.recorded_at) > after).at(-1) ?? null;
}
