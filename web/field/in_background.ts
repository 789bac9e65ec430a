// Sending while nobody looks: the service worker takes its turn with the tabs, for whoever is signed in on the page.
import { session, type Session } from "../shared/session";
import { mayBeHurried, triedAnew } from "./queue/refused";
import { alterQueued } from "./queue/storing";
import { takeUpCopies } from "./reading_job";
import { inTurn, sendDue } from "./sending";
import { queueOf, setting } from "./storage";

/** What the browser calls the worker for, and under what name the page lends it the session. */
export const SEND = "send";
export const LENT = "session";

/** Fails as long as anything could still go out: then the browser calls again. Whoever looks has it sent by their own tab. */
export async function sendInBackground(isWatched: () => Promise<boolean>): Promise<void> {
  session.value = (await setting<Session | null>(LENT)) ?? null;
  const person = session.value?.person;
  if (!person) return;
  if (!(await isWatched())) await inTurn(() => sendAll(person));
  const left = await queueOf(person);
  if (left.some((item) => !item.parked)) throw new Error("not all is sent");
}

async function sendAll(person: string): Promise<void> {
  await alterQueued(mayBeHurried, triedAnew).catch(() => {});
  await takeUpCopies(person);
  await sendDue();
}
