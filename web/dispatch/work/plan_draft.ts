// Technician and time as a form holds them: times as a clock at the address shows them.
import { dayOf, dayPlus, instantAt, timeOf } from "../../shared/times";
import type { Appointment, Replan } from "../../shared/types";

export type PlanDraft = { technician: string; day: string; starts: string; ends: string; from: string; to: string };

type Planned = Pick<Appointment, "technician" | "starts_at" | "ends_at" | "window" | "time_zone" | "version">;

export function planDraftOf({ technician, starts_at, ends_at, window, time_zone: zone }: Planned): PlanDraft {
  return {
    technician: technician?.id ?? "",
    day: dayOf(Date.parse(starts_at), zone),
    starts: timeOf(starts_at, zone),
    ends: timeOf(ends_at, zone),
    from: timeOf(window.from, zone),
    to: timeOf(window.to, zone),
  };
}

/** Only what is different. An end that is read before its start is on the day after. */
export function replanOf(planned: Planned, draft: PlanDraft, version = planned.version): Replan {
  const before = planDraftOf(planned);
  const isMoved = (["day", "starts", "ends", "from", "to"] as const).some((field) => before[field] !== draft[field]);
  return {
    version,
    ...(before.technician !== draft.technician ? { technician: draft.technician || null } : {}),
    ...(isMoved ? times(draft, planned.time_zone) : {}),
  };
}

function times({ day, starts, ends, from, to }: PlanDraft, zone: string) {
  const at = (time: string, not_before: string) => new Date(instantAt(time < not_before ? dayPlus(day, 1) : day, time, zone)).toISOString();
  const window = { from: at(from, ""), to: at(to, from) };
  return { starts_at: at(starts, ""), ends_at: at(ends, starts), window };
}
