// The one who sends: takes the queue in order, one tab at a time, and never loses what was not answered.
import { batch } from "@preact/signals";
import { answered, api } from "../shared/api";
import { handOver } from "../shared/photo";
import { Refusal, silence } from "../shared/refusal";
import { session } from "../shared/session";
import { changed, reload } from "./queue/kept";
import { bodyOf, nextDue, nextToSend, quieted } from "./queue/order";
import type { Queued, QueuedChange, QueuedNote, QueuedPhoto } from "./queue/queued";
import { afterRefusal, triedAnew } from "./queue/refused";
import { removeQueued, replaceQueued } from "./queue/storing";
import { readJob, take, takeNote, takeShownPhoto } from "./reading_job";
import { isSilent, queue, sendingNow } from "./state";
import { queueOf } from "./storage";

const LOCK = "field sends";
const LONGEST_SLEEP = 60_000;
const SHORTEST_SLEEP = 250;
const UNAUTHORIZED = 401;

let sleeping: ReturnType<typeof setTimeout> | undefined;
let isAwaited = false;

/** Sends what is due. Called as often as anybody likes: one run at a time, and at most one that waits for it. */
export function wake(): void {
  if (isAwaited) return;
  isAwaited = true;
  void navigator.locks.request(LOCK, drain);
}

/** The signal is back: nothing waits for its time. */
export async function wakeAll(): Promise<void> {
  if (!session.value) return;
  const waiting = (await queueOf(session.value.person)).filter((item) => !item.parked && item.retryAt > 0);
  await Promise.all(waiting.map((item) => replaceQueued(triedAnew(item))));
  await reload();
  wake();
}

async function drain(): Promise<void> {
  isAwaited = false;
  await reload();
  let item = session.value && nextToSend(queue.value, Date.now());
  while (item && (await sent(item))) item = session.value && nextToSend(queue.value, Date.now());
  sleep();
}

function sleep(): void {
  clearTimeout(sleeping);
  const due = nextDue(queue.value);
  if (due === null || !session.value) return;
  sleeping = setTimeout(wake, Math.min(Math.max(due - Date.now(), SHORTEST_SLEEP), LONGEST_SLEEP));
}

/** Whether to go on: after silence the others would not be answered either. */
async function sent(found: Queued): Promise<boolean> {
  const item = quieted(found, queue.value);
  if (item !== found) await replaceQueued(item);
  sendingNow.value = item.key;
  try {
    const show = await send(item);
    await removeQueued(item.key);
    const left = await queueOf(item.person);
    batch(() => {
      show();
      queue.value = left;
      isSilent.value = false;
    });
    await changed();
    return true;
  } catch (reason) {
    return await refused(item, reason instanceof Refusal ? reason : silence());
  } finally {
    sendingNow.value = null;
  }
}

async function refused(item: Queued, refusal: Refusal): Promise<boolean> {
  const after = afterRefusal(item, refusal, Date.now(), Math.random());
  await replaceQueued(after);
  await changed();
  if (refusal.isSilence) isSilent.value = true;
  if (after.parked) void readJob(item.job);
  return !refusal.isSilence && refusal.status !== UNAUTHORIZED;
}

/** Answered with what to show of it. */
async function send(item: Queued): Promise<() => void> {
  switch (item.kind) {
    case "change":
      return sendChange(item);
    case "note":
      return sendNote(item);
    case "photo":
      return sendPhoto(item);
  }
}

async function sendChange(change: QueuedChange): Promise<() => void> {
  const path = { job_id: change.job, appointment_id: change.appointment };
  const params = { path, header: { "Idempotency-Key": change.key } };
  const body = bodyOf(change, Date.now());
  const answer = await answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status", { params, body }));
  return () => take(answer);
}

async function sendNote(item: QueuedNote): Promise<() => void> {
  const params = { path: { job_id: item.job }, header: { "Idempotency-Key": item.key } };
  const note = await answered(api.POST("/jobs/{job_id}/notes", { params, body: { text: item.text } }));
  return () => takeNote(item.job, note);
}

async function sendPhoto({ job, key, image }: QueuedPhoto): Promise<() => void> {
  const shown = await handOver(job, key, image);
  return () => takeShownPhoto(job, shown);
}
