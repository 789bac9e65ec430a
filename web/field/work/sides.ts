// An appointment about which this phone and the office disagree: the last word of each.
import type { Appointment, Change, Entry } from "../../shared/types";

export type Sides = { own: Change; office: Entry | null };

/** Null where there is nothing to disagree about, or nothing any more. */
export function sidesOf({ flags, timeline }: Pick<Appointment, "flags" | "timeline">, me: string | null): Sides | null {
  const own = timeline.filter((entry) => entry.kind === "change" && entry.person === me).at(-1);
  if (!flags.includes("contradiction") || own?.kind !== "change") return null;
  return { own, office: timeline.filter(isOffices).at(-1) ?? null };
}

function isOffices(entry: Entry): boolean {
  return entry.kind === "plan" || entry.role === "dispatcher";
}
