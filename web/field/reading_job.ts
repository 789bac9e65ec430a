// A job as the server tells it, and what changes, notes and photos answered: news for every screen that shows them.
import { api } from "../shared/api";
import { cardWith, fresherJob, overtaken, withAppointment } from "../shared/freshness";
import { tagged } from "../shared/tagged";
import type { Appointment, Card, Job, Note, Photo } from "../shared/types";
import { dayOfPath, dayPath, keep, read } from "./reading";
import { days, jobs, tick } from "./state";
import { copiesOf, type Copy } from "./storage";

/** What changes answered: a read that was asked before must not undo it, also where nothing was shown yet. */
const taken = new Map<string, Appointment>();

const JOB_PATH = "/jobs/";
export const jobPath = (job: string) => `${JOB_PATH}${job}`;

/** Where no screen has read anything, what is taken goes into the kept copies all the same. */
export async function takeUpCopies(person: string): Promise<void> {
  for (const [path, copy] of await copiesOf(person)) {
    const day = dayOfPath(path);
    if (day) days.value = { ...days.value, [day]: copy as Copy<Card[]> };
    if (path.startsWith(JOB_PATH)) jobs.value = { ...jobs.value, [path.slice(JOB_PATH.length)]: copy as Copy<Job> };
  }
}

export async function readJob(job: string): Promise<void> {
  const path = { job_id: job };
  const ask = () => tagged(jobPath(job), (header) => api.GET("/jobs/{job_id}", { params: { path, header } }));
  await read<Job>(jobPath(job), () => jobs.peek()[job]?.body, ask, (copy) => {
    const body = overtaken(fresherJob(jobs.value[job]?.body, copy.body), [...taken.values()]);
    jobs.value = { ...jobs.value, [job]: { ...copy, body } };
  });
}

/** What something that was queued is answered with. */
export type Answer =
  | { to: "change"; appointment: Appointment }
  | { to: "note"; job: string; note: Note }
  | { to: "photo"; job: string; photo: Photo };

/** News for every screen that shows it, and for the kept copies. */
export function take(answer: Answer): void {
  switch (answer.to) {
    case "change":
      return takeAppointment(answer.appointment);
    case "note":
      return takeNote(answer.job, answer.note);
    case "photo":
      return takePhoto(answer.job, answer.photo);
  }
}

export function takeAppointment(appointment: Appointment): void {
  tick();
  taken.set(appointment.id, appointment);
  const job = jobs.value[appointment.job_id]?.body;
  if (job) putJob(withAppointment(job, appointment));
  for (const [day, { body }] of Object.entries(days.value)) {
    if (body.some((card) => card.id === appointment.id)) putDay(day, body.map((card) => cardWith(card, appointment)));
  }
}

function takeNote(id: string, note: Note): void {
  const job = jobs.value[id]?.body;
  if (job && !job.notes.some((each) => each.id === note.id)) putJob({ ...job, notes: [...job.notes, note] });
}

function takePhoto(id: string, photo: Photo): void {
  const job = jobs.value[id]?.body;
  if (job && !job.photos.some((each) => each.id === photo.id)) putJob({ ...job, photos: [...job.photos, photo] });
}

function putJob(job: Job): void {
  const at = jobs.value[job.id]?.at ?? Date.now();
  jobs.value = { ...jobs.value, [job.id]: { body: job, at } };
  keep(jobPath(job.id), job, at);
}

function putDay(day: string, cards: Card[]): void {
  const at = days.value[day]?.at ?? Date.now();
  days.value = { ...days.value, [day]: { body: cards, at } };
  keep(dayPath(day), cards, at);
}
