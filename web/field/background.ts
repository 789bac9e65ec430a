// What the service worker needs to send while nobody looks: who is signed in, and a call as soon as there is signal.
import { effect } from "@preact/signals";
import { session } from "../shared/session";
import { LENT, SEND } from "./in_background";
import { settle } from "./queue/storing";

type CanCall = { sync?: { register: (tag: string) => Promise<void> } };

effect(() => void settle(LENT, session.value).catch(() => {}));

/** Not every browser can. */
export async function callWhenThereIsSignal(): Promise<void> {
  const registration = (await navigator.serviceWorker?.ready) as CanCall | undefined;
  await registration?.sync?.register(SEND);
}
