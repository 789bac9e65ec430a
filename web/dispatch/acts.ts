// What a dispatcher does: each act carries the version that was seen, so that nobody's work is overwritten.
import { answered, api } from "../shared/api";
import { handOver } from "../shared/photo";
import { Refusal } from "../shared/refusal";
import type { Alert, Appointment, ChangeBody, Job, JobEdit, Preview, Replan } from "../shared/types";
import { keepMove } from "./card/last_move";
import { readAttention, readJob } from "./reading";
import { now } from "./state";
import { take, takeJob, takeNote, takePhoto } from "./taking";
import type { Choice } from "./work/moves";

export type Wish = Omit<ChangeBody, "version">;
type Place = Pick<Appointment, "id" | "job_id">;

const UNDO_WITHIN = 60_000;
const keys = new Map<string, string>();

export async function move(appointment: Appointment, wish: Wish): Promise<void> {
  const { status, outcome, version } = appointment;
  const body = { ...wish, version };
  const answer = await once(["status", appointment.id, body], (key) => {
    const params = { path: place(appointment), header: { "Idempotency-Key": key } };
    return meeting(take, answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status", { params, body })));
  });
  take(answer);
  const before: Choice = { status, outcome };
  keepMove({ appointment: appointment.id, version: answer.version, before, until: now.peek() + UNDO_WITHIN });
  await readAttention();
}

export async function undo(appointment: Appointment, { status, outcome }: Choice): Promise<void> {
  await move(appointment, { status, ...(outcome ? { outcome } : {}) });
  keepMove(null);
}

export function preview(appointment: Appointment, body: Wish): Promise<Preview> {
  const params = { path: place(appointment) };
  return answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/status/preview", { params, body }));
}

export async function replan(appointment: Appointment, body: Replan): Promise<void> {
  const params = { path: place(appointment) };
  take(await meeting(take, answered(api.PATCH("/jobs/{job_id}/appointments/{appointment_id}", { params, body }))));
  await readAttention();
}

export async function edit(job: string, body: JobEdit): Promise<void> {
  const params = { path: { job_id: job } };
  takeJob(await meeting(takeJob, answered(api.PATCH("/jobs/{job_id}", { params, body }))));
  await readAttention();
}

export async function cancelJob(job: Job, reason: string): Promise<void> {
  const body = reason ? { reason } : {};
  const answer = await once(["cancel", job.id, body], (key) => {
    const params = { path: { job_id: job.id }, header: { "Idempotency-Key": key } };
    return answered(api.POST("/jobs/{job_id}/cancel", { params, body }));
  });
  takeJob(answer);
  await readAttention();
}

export async function leaveNote(job: string, text: string): Promise<void> {
  const note = await once(["note", job, text], (key) => {
    const params = { path: { job_id: job }, header: { "Idempotency-Key": key } };
    return answered(api.POST("/jobs/{job_id}/notes", { params, body: { text } }));
  });
  takeNote(job, note);
}

/** The key is the photo's: sent again, it is the same one. */
export async function addPhoto(job: string, key: string, image: Blob): Promise<void> {
  takePhoto(job, await handOver(job, key, image));
}

/** `minutes` until the technician is there; null when it is as was told. */
export async function resend(appointment: Place, alert: Alert, minutes: number | null = null): Promise<void> {
  const body = minutes ? { arrival: { minutes } } : {};
  const answer = await once(["resend", alert.id, body], (key) => {
    const params = { path: { ...place(appointment), alert_id: alert.id }, header: { "Idempotency-Key": key } };
    return answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/alerts/{alert_id}/resend", { params, body }));
  });
  take(answer);
  await readAttention();
}

/** From where only the sign of the text is known. */
export async function resendLatest(appointment: Place): Promise<void> {
  const params = { path: { job_id: appointment.job_id } };
  const job = await answered(api.GET("/jobs/{job_id}", { params }));
  const alert = job.appointments.find((each) => each.id === appointment.id)?.alert;
  if (alert) await resend(appointment, alert);
}

export async function dismiss(appointment: Place, flag: string): Promise<void> {
  const answer = await once(["dismiss", appointment.id, flag], (key) => {
    const params = { path: { ...place(appointment), flag }, header: { "Idempotency-Key": key } };
    return answered(api.POST("/jobs/{job_id}/appointments/{appointment_id}/flags/{flag}/dismiss", { params, body: {} }));
  });
  take(answer);
  await Promise.all([readAttention(), readJob(appointment.job_id)]);
}

/** The same act after a lost answer is the same request: it has the same key until it is answered. */
export async function once<Answer>(what: unknown[], act: (key: string) => Promise<Answer>): Promise<Answer> {
  const name = JSON.stringify(what);
  const key = keys.get(name) ?? crypto.randomUUID();
  keys.set(name, key);
  const answer = await act(key);
  keys.delete(name);
  return answer;
}

/** When somebody was faster, what they made of it is shown; whether to go on is the person's to say. */
export async function meeting<Thing>(show: (current: Thing) => void, asking: Promise<Thing>): Promise<Thing> {
  try {
    return await asking;
  } catch (reason) {
    if (reason instanceof Refusal && reason.facts.current) show(reason.facts.current as Thing);
    throw reason;
  }
}

function place({ job_id, id }: Place): { job_id: string; appointment_id: string } {
  return { job_id, appointment_id: id };
}
