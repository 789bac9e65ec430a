// Which queued thing goes out next: in order per appointment, the others going on; photos last.
import { asTapped, isChange, type Queued, type QueuedChange, type Wish } from "./queued";
import { LONGEST_WAIT } from "./refused";
import type { ChangeBody } from "../../shared/types";

/** What is due now and behind nothing of its own lane. */
export function nextToSend(queue: readonly Queued[], now: number): Queued | null {
  return heads(queue).filter((item) => isDue(item, now)).sort(photosLast)[0] ?? null;
}

/** When the next one is due, if any waits. */
export function nextDue(queue: readonly Queued[]): number | null {
  const due = heads(queue).map((item) => item.retryAt);
  return due.length ? Math.min(...due) : null;
}

/** A change as this attempt sends it: its clock is read anew each time, everything else stays as it was queued. */
export function bodyOf(change: QueuedChange, now: number): ChangeBody {
  return {
    ...change.wish,
    occurred_at: new Date(change.at).toISOString(),
    client_now: new Date(now).toISOString(),
    device: change.device,
    sequence: change.sequence,
  };
}

/** As it goes out now: nobody is texted about a trip whose undo waits behind it, but what may have arrived keeps its words. */
export function leaving<Item extends Queued>(item: Item, queue: readonly Queued[], hasSignal: boolean): Item {
  const mayChange = isChange(item) && item.wish.status === "enroute" && !item.hasLeft;
  return { ...item, ...(mayChange && { wish: wishNow(item, queue) }), hasLeft: item.hasLeft || hasSignal };
}

/** An undo that waited at an earlier attempt may be discarded by now. */
function wishNow(departure: QueuedChange, queue: readonly Queued[]): Wish {
  return isUndoneIn(queue, departure) ? { ...departure.wish, notify: false } : asTapped(departure.wish);
}

function isUndoneIn(queue: readonly Queued[], departure: QueuedChange): boolean {
  return queue.some(
    (item) =>
      isChange(item) &&
      item.appointment === departure.appointment &&
      item.sequence > departure.sequence &&
      item.wish.status === "scheduled",
  );
}

/** Nobody waits longer because the phone's clock was set back. */
function isDue({ retryAt }: Queued, now: number): boolean {
  return retryAt <= now || retryAt > now + LONGEST_WAIT;
}

function heads(queue: readonly Queued[]): Queued[] {
  const taken = new Set<string>();
  return [...queue]
    .filter((item) => !item.parked)
    .sort((one, other) => one.sequence - other.sequence)
    .filter((item) => !taken.has(lane(item)) && taken.add(lane(item)));
}

function lane(item: Queued): string {
  return `${item.kind} ${isChange(item) ? item.appointment : item.job}`;
}

function photosLast(one: Queued, other: Queued): number {
  return Number(one.kind === "photo") - Number(other.kind === "photo") || one.sequence - other.sequence;
}
