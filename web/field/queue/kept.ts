// The queue as this device keeps it, on screen: read anew whenever this tab or another one changed it.
import { batch } from "@preact/signals";
import { session } from "../../shared/session";
import { cannotKeep, queue, unsent } from "../state";
import { countQueued, queueOf } from "../storage";

export const CHANNEL = "field queue";

const neighbours = new BroadcastChannel(CHANNEL);
neighbours.onmessage = () => void reload();

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

/** Other tabs read it anew, too. */
export async function changed(): Promise<void> {
  await reload();
  neighbours.postMessage(null);
}
