// What a person does: each act lies in the queue first, shows at once, and goes out from there.
import { answered, api } from "../shared/api";
import { session } from "../shared/session";
import type { Alert, Preview, Status } from "../shared/types";
import { callWhenThereIsSignal } from "./background";
import { changed } from "./queue/kept";
import { notKept } from "./queue/loss";
import type { Draft, Queued, Wish } from "./queue/queued";
import { triedAnew } from "./queue/refused";
import { readJob, takeAppointment } from "./reading_job";
import { cannotKeep, mapsApp, minutes, type About } from "./state";
import { alterOne, enqueue, removeQueued, settle } from "./queue/storing";
import { wake } from "./waking";
import type { MapsApp } from "./work/directions";

export async function setOut(about: About, takes: number): Promise<boolean> {
  const isKept = await change(about, { status: "enroute", arrival: { minutes: takes } });
  if (isKept) await remember(takes);
  return isKept;
}

export function change(about: About, wish: Wish): Promise<boolean> {
  return queueUp({ kind: "change", job: about.job_id, appointment: about.id, wish, from: about.status }, about.title);
}

export async function undo(about: About, back: Status): Promise<void> {
  await change(about, { status: back });
}

export function leaveNote(job: string, title: string, text: string): Promise<boolean> {
  return queueUp({ kind: "note", job, text }, title);
}

export function takePhoto(job: string, title: string, image: Blob): Promise<boolean> {
  return queueUp({ kind: "photo", job, image }, title);
}

export async function retry(item: Queued): Promise<void> {
  await alterOne(item.key, triedAnew);
  await changed();
  wake();
}

export async function discard(item: Queued): Promise<void> {
  await removeQueued(item.key);
  await changed();
  wake();
  void readJob(item.job);
}

/** Once more, because a person asks for it: only with signal, for a text that waits for hours is none. */
export async function resend(about: About, alert: Alert, takes: number, key: string): Promise<void> {
  const path = { job_id: about.job_id, appointment_id: about.id, alert_id: alert.id };
  const params = { path, header: { "Idempotency-Key": key } };
  const body = { arrival: { minutes: takes } };
  takeAppointment(await answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/alerts/{alert_id}/resend", { params, body })));
}

/** The very text that On My Way would send now. */
export async function preview(about: About, takes: number): Promise<Preview> {
  const params = { path: { job_id: about.job_id, appointment_id: about.id } };
  const at = new Date().toISOString();
  const body = { status: "enroute", arrival: { minutes: takes }, occurred_at: at, client_now: at } as const;
  return answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status/preview", { params, body }));
}

export async function choose(app: MapsApp): Promise<void> {
  mapsApp.value = app;
  await settle("maps", app);
}

async function remember(takes: number): Promise<void> {
  minutes.value = takes;
  await settle("minutes", takes).catch(() => {});
}

/** Whether it is kept now. If not, it says so across the screen, and whoever tapped is where they were. */
async function queueUp(draft: Draft, title: string): Promise<boolean> {
  const person = session.value?.person;
  if (!person) return false;
  const isKept = await enqueue(draft, person, title).then(() => true, () => false);
  cannotKeep.value = notKept.value = !isKept;
  if (!isKept) return false;
  await changed();
  wake();
  void callWhenThereIsSignal().catch(() => {});
  return true;
}
