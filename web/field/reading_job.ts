// A job as the server tells it, and what changes, notes and photos answered: news for every screen that shows them.
import { api } from "../shared/api";
import { cardWith, fresherJob, overtaken, withAppointment } from "../shared/freshness";
import { tagged } from "../shared/tagged";
import type { Appointment, Card, Job, Note, Photo } from "../shared/types";
import { dayPath, keep, read } from "./reading";
import { days, jobs, tick } from "./state";

/** What changes answered: a read that was asked before must not undo it, also where nothing was shown yet. */
const taken = new Map<string, Appointment>();

export const jobPath = (job: string) => `/jobs/${job}`;

export async function readJob(job: string): Promise<void> {
  const path = { job_id: job };
  const ask = () => tagged(jobPath(job), (header) => api.GET("/jobs/{job_id}", { params: { path, header } }));
  await read<Job>(jobPath(job), () => jobs.peek()[job]?.body, ask, (copy) => {
    const body = overtaken(fresherJob(jobs.value[job]?.body, copy.body), [...taken.values()]);
    jobs.value = { ...jobs.value, [job]: { ...copy, body } };
  });
}

/** A change's own answer is news for every screen that shows the appointment, and for the kept copies. */
export function take(appointment: Appointment): void {
  tick();
  taken.set(appointment.id, appointment);
  const job = jobs.value[appointment.job_id]?.body;
  if (job) putJob(withAppointment(job, appointment));
  for (const [day, { body }] of Object.entries(days.value)) {
    if (body.some((card) => card.id === appointment.id)) putDay(day, body.map((card) => cardWith(card, appointment)));
  }
}

export function takeNote(id: string, note: Note): void {
  const job = jobs.value[id]?.body;
  if (job && !job.notes.some((each) => each.id === note.id)) putJob({ ...job, notes: [...job.notes, note] });
}

export function takeShownPhoto(id: string, photo: Photo): void {
  const job = jobs.value[id]?.body;
  if (job && !job.photos.some((each) => each.id === photo.id)) putJob({ ...job, photos: [...job.photos, photo] });
}

function putJob(job: Job): void {
  jobs.value = { ...jobs.value, [job.id]: { body: job, at: Date.now() } };
  keep(jobPath(job.id), job);
}

function putDay(day: string, cards: Card[]): void {
  days.value = { ...days.value, [day]: { body: cards, at: days.value[day]?.at ?? Date.now() } };
  keep(dayPath(day), cards);
}
