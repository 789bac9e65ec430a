// The queue as this device keeps it, on screen: read anew whenever it was changed.
import { batch } from "@preact/signals";
import { session } from "../../shared/session";
import { cannotKeep, queue, unsent } from "../state";
import type { Answer } from "../reading_job";
import { countQueued, queueOf } from "../storage";

/** The other tabs, and the service worker. */
export const neighbours = new BroadcastChannel("field queue");

export async function reload(): Promise<void> {
  const person = session.value?.person;
  try {
    const [own, all] = await Promise.all([person ? queueOf(person) : [], countQueued()]);
    batch(() => {
      queue.value = own;
      unsent.value = all;
    });
  } catch {
    cannotKeep.value = true;
  }
}

/** Others are told. */
export async function changed(): Promise<void> {
  await reload();
  neighbours.postMessage(null);
}

/** Others have not heard it; told before what it answers leaves the queue, their screens never fall back to what was before. */
export function passOn(answer: Answer): void {
  neighbours.postMessage(answer);
}
