// Asking the server, and keeping the last answer for when there is no signal.
import { batch } from "@preact/signals";
import { answered, api } from "../shared/api";
import { cardWith, fresher, fresherJob, overtaken, withAppointment } from "../shared/freshness";
import { Refusal } from "../shared/refusal";
import { session } from "../shared/session";
import type { Appointment, Card, Job, Me, Note, Photo } from "../shared/types";
import { dayBefore, days, isSilent, jobs, me, refusals, shownDay, tick, today } from "./state";
import { copyOf, keepCopy, type Copy } from "./storage";

export const dayPath = (day: string) => `/appointments?date=${day}`;
/** What changes answered: a read that was asked before must not undo it, also where nothing was shown yet. */
const taken = new Map<string, Appointment>();

export const jobPath = (job: string) => `/jobs/${job}`;

export async function readMe(): Promise<void> {
  await read<Me>("/me", me.value !== null, () => answered(api.GET("/me")), (copy) => (me.value = copy.body));
}

/** The day on screen, and of yesterday what may still be under way. */
export async function readDays(): Promise<void> {
  const wanted = shownDay.value === today.value ? [today.value, dayBefore.value] : [shownDay.value];
  await Promise.all(wanted.map(readDay));
}

export async function readDay(day: string): Promise<void> {
  const ask = async () => {
    const query = { date: day, technician: "me" };
    return (await answered(api.GET("/appointments", { params: { query } }))).appointments;
  };
  await read<Card[]>(dayPath(day), day in days.value, ask, (copy) => {
    const body = fresher(days.value[day]?.body ?? [], copy.body);
    days.value = { ...days.value, [day]: { ...copy, body } };
  });
}

export async function readJob(job: string): Promise<void> {
  const ask = () => answered(api.GET("/jobs/{job_id}", { params: { path: { job_id: job } } }));
  await read<Job>(jobPath(job), job in jobs.value, ask, (copy) => {
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

function keep(path: string, body: unknown): void {
  if (session.value) void keepCopy(session.value.person, path, body);
}

/** Shows the kept copy until the answer comes; and goes on showing it if none does. */
async function read<Body>(
  path: string, isShown: boolean, ask: () => Promise<Body>, show: (copy: Copy<Body>) => void,
): Promise<void> {
  const person = session.value?.person;
  if (!person) return;
  const kept = isShown ? undefined : copyOf<Body>(person, path);
  const answer = ask().then((body) => ({ body, at: Date.now() }));
  const first = await Promise.race([answer.catch(() => kept), kept]);
  if (first && !isShown) show(first);
  try {
    const copy = await answer;
    if (session.value?.person !== person) return;
    batch(() => {
      show(copy);
      isSilent.value = false;
      forget(path);
    });
    await keepCopy(person, path, copy.body);
  } catch (refusal) {
    failed(path, refusal);
  }
}

function failed(path: string, refusal: unknown): void {
  if (refusal instanceof Refusal && refusal.isSilence) isSilent.value = true;
  refusals.value = { ...refusals.value, [path]: refusal };
}

function forget(path: string): void {
  if (!(path in refusals.value)) return;
  const { [path]: _, ...others } = refusals.value;
  refusals.value = others;
}
