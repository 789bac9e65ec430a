// The screen's truth: what the server said, with this device's queue laid over it.
import type { Outcome, Status } from "../../shared/types";
import { changesOf, type Queued, type QueuedChange } from "./queued";

type Standing = { id: string; status: Status; outcome: Outcome | null; since: string; allowed: Status[] };

export type Laid<Thing> = Thing & { queued: QueuedChange[] };

export function laidOver<Thing extends Standing>(standing: Thing, queue: readonly Queued[]): Laid<Thing> {
  const queued = changesOf(queue, standing.id);
  return { ...queued.reduce(moved, standing), queued };
}

/** Until the server says what may follow, what could be reached can be reached still, and the way back is open. */
function moved<Thing extends Standing>(standing: Thing, change: QueuedChange): Thing {
  const { status, outcome = null } = change.wish;
  const allowed = [...new Set([...standing.allowed, standing.status])].filter((each) => each !== status);
  return { ...standing, status, outcome, allowed, since: new Date(change.at).toISOString() };
}
