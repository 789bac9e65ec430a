// The one who sends: takes the queue in order, one tab at a time, and never loses what was not answered.
import { batch } from "@preact/signals";
import { answered, api } from "../shared/api";
import { handOver } from "../shared/photo";
import { Refusal, silence } from "../shared/refusal";
import { session } from "../shared/session";
import { notice } from "./contradictions";
import { CHANNEL, changed, reload } from "./queue/kept";
import { noticeLoss } from "./queue/loss";
import { bodyOf, leaving, nextDue, nextToSend } from "./queue/order";
import type { Queued, QueuedChange, QueuedNote, QueuedPhoto } from "./queue/queued";
import { afterRefusal, concernsAll, heldBack, mayBeHurried, triedAnew } from "./queue/refused";
import { alterOne, alterQueued, removeQueued } from "./queue/storing";
import { readJob, take, takeNote, takeShownPhoto } from "./reading_job";
import { isSilent, queue, sendingNow } from "./state";
import { queueOf } from "./storage";

const LOCK = "field sends";
const LONGEST_SLEEP = 60_000;
const SHORTEST_SLEEP = 250;
const UNAUTHORIZED = 401;

let sleeping: ReturnType<typeof setTimeout> | undefined;
let isAwaited = false;

/** Another tab's taps are everybody's to send: the tab that sends may be closed at any moment. */
new BroadcastChannel(CHANNEL).onmessage = wake;

/** Sends what is due. Called as often as anybody likes: one run at a time, and at most one that waits for it. */
export function wake(): void {
  if (isAwaited) return;
  isAwaited = true;
  void navigator.locks.request(LOCK, drain);
}

/** The signal may be back, or the person: what waits for them waits no longer. */
export async function wakeAll(): Promise<void> {
  await alterQueued(mayBeHurried, triedAnew).catch(() => {});
  await reload();
  await noticeLoss().catch(() => {});
  wake();
}

async function drain(): Promise<void> {
  isAwaited = false;
  let rest = LONGEST_SLEEP;
  try {
    await reload();
    for (let item = next(); item; item = next()) await sent(item);
    rest = untilNextDue();
  } catch {
    // Nothing can be written on this device now. What is kept stays as it is, and is tried again.
  } finally {
    clearTimeout(sleeping);
    sleeping = setTimeout(wake, rest);
  }
}

function next(): Queued | null {
  return nextToSend(own(), Date.now());
}

/** Who signs in next on this device never sends what somebody else did. */
function own(): Queued[] {
  return queue.value.filter((item) => item.person === session.value?.person);
}

function untilNextDue(): number {
  const due = nextDue(own()) ?? Infinity;
  return Math.min(Math.max(due - Date.now(), SHORTEST_SLEEP), LONGEST_SLEEP);
}

async function sent(found: Queued): Promise<void> {
  const item = leaving(found, queue.value, navigator.onLine);
  if (!(await isMarked(item))) return reload();
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

/** Answered with what to show of it. */
async function send(item: Queued): Promise<() => void> {
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

async function sendChange(change: QueuedChange): Promise<() => void> {
  const path = { job_id: change.job, appointment_id: change.appointment };
  const params = { path, header: { "Idempotency-Key": change.key } };
  const body = bodyOf(change, Date.now());
  const answer = await answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status", { params, body }));
  await notice(answer);
  return () => take(answer);
}

async function sendNote(item: QueuedNote): Promise<() => void> {
  const params = { path: { job_id: item.job }, header: { "Idempotency-Key": item.key } };
  const note = await answered(api.POST("/jobs/{job_id}/notes", { params, body: { text: item.text } }));
  return () => takeNote(item.job, note);
}

async function sendPhoto({ job, key, image, person }: QueuedPhoto): Promise<() => void> {
  const shown = await handOver(job, key, image, () => mustStillBeOf(person));
  return () => takeShownPhoto(job, shown);
}

/** Whoever signed in meanwhile must not send it. */
function mustStillBeOf(person: string): void {
  if (session.value?.person !== person) throw new Refusal(UNAUTHORIZED, "unauthorized", "");
}
