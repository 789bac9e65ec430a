// The one who sends: takes the queue in order, one tab at a time, and never loses what was not answered.
import { batch } from "@preact/signals";
import { answered, api } from "../shared/api";
import { handOver } from "../shared/photo";
import { Refusal, silence } from "../shared/refusal";
import { session } from "../shared/session";
import { notice } from "./contradictions";
import { changed, passOn, reload } from "./queue/kept";
import { bodyOf, leaving, nextDue, nextToSend } from "./queue/order";
import type { Queued, QueuedChange, QueuedNote, QueuedPhoto } from "./queue/queued";
import { afterRefusal, concernsAll, heldBack } from "./queue/refused";
import { alterOne, alterQueued, removeQueued } from "./queue/storing";
import { readJob, take, type Answer } from "./reading_job";
import { isSilent, queue, sendingNow } from "./state";
import { queueOf } from "./storage";

const LOCK = "field sends";
const UNAUTHORIZED = 401;

/** One tab at a time, or the service worker. */
export async function inTurn(act: () => Promise<void>): Promise<void> {
  await navigator.locks.request(LOCK, act);
}

/** One after the other, until nothing more is due. In turn only. */
export async function sendDue(): Promise<void> {
  await reload();
  for (let item = next(); item; item = next()) await sent(item);
}

/** When something is due again; Infinity when a person has to say so. */
export function nextTry(): number {
  return nextDue(own()) ?? Infinity;
}

function next(): Queued | null {
  return nextToSend(own(), Date.now());
}

/** Who signs in next on this device never sends what somebody else did. */
function own(): Queued[] {
  return queue.value.filter((item) => item.person === session.value?.person);
}

/** Begins anew where the signal came back while it was marked as not leaving. */
async function sent(found: Queued): Promise<void> {
  const item = leaving(found, queue.value, navigator.onLine);
  if (!(await isMarked(item))) return reload();
  if (navigator.onLine && !item.hasLeft) return;
  sendingNow.value = item.key;
  try {
    const answer = await send(item);
    passOn(answer);
    await removeQueued(item.key);
    const left = await queueOf(item.person);
    batch(() => {
      take(answer);
      queue.value = left;
      isSilent.value = false;
    });
    await changed();
  } catch (reason) {
    await refused(item, reason instanceof Refusal ? reason : silence());
  } finally {
    sendingNow.value = null;
  }
}

/** False when another tab has removed it. On a full device it goes out unmarked rather than not at all. */
function isMarked(item: Queued): Promise<boolean> {
  return alterOne(item.key, () => item).catch(() => true);
}

async function refused(item: Queued, refusal: Refusal): Promise<void> {
  const after = afterRefusal(item, refusal, Date.now(), Math.random());
  await alterOne(item.key, () => after);
  if (concernsAll(refusal)) await alterQueued((each) => each.person === item.person, (each) => heldBack(each, after));
  await changed();
  if (refusal.isSilence) isSilent.value = true;
  if (after.parked) void readJob(item.job);
}

async function send(item: Queued): Promise<Answer> {
  mustStillBeOf(item.person);
  switch (item.kind) {
    case "change":
      return sendChange(item);
    case "note":
      return sendNote(item);
    case "photo":
      return sendPhoto(item);
  }
}

async function sendChange(change: QueuedChange): Promise<Answer> {
  const path = { job_id: change.job, appointment_id: change.appointment };
  const params = { path, header: { "Idempotency-Key": change.key } };
  const body = bodyOf(change, Date.now());
  const appointment = await answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status", { params, body }));
  await notice(appointment);
  return { to: "change", appointment };
}

async function sendNote({ job, key, text }: QueuedNote): Promise<Answer> {
  const params = { path: { job_id: job }, header: { "Idempotency-Key": key } };
  return { to: "note", job, note: await answered(api.POST("/jobs/{job_id}/notes", { params, body: { text } })) };
}

async function sendPhoto({ job, key, image, person }: QueuedPhoto): Promise<Answer> {
  return { to: "photo", job, photo: await handOver(job, key, image, () => mustStillBeOf(person)) };
}

/** Whoever signed in meanwhile must not send it. */
function mustStillBeOf(person: string): void {
  if (session.value?.person !== person) throw new Refusal(UNAUTHORIZED, "unauthorized", "");
}
