// What an answer is news of: every screen that shows the same thing shows it as it is now, and nothing older over it.
import { batch } from "@preact/signals";
import { cardWith, fresher, fresherJob, withAppointment } from "../shared/freshness";
import type { Appointment, Card, Job, Note, Person, Photo, Settings } from "../shared/types";
import { days, jobs, people, settings } from "./state";
import { arrangedByName } from "./work/people";

/** A change's own answer is news for every screen that shows the appointment. */
export function take(appointment: Appointment): void {
  const job = jobs.value[appointment.job_id];
  batch(() => {
    if (job) jobs.value = { ...jobs.value, [job.id]: withAppointment(job, appointment) };
    for (const [day, cards] of Object.entries(days.peek())) {
      if (cards.some(({ id }) => id === appointment.id)) days.value = { ...days.value, [day]: cards.map((card) => cardWith(card, appointment)) };
    }
  });
}

/** Cards that did not change are those of before: what shows them is left alone. */
export function takeDay(day: string, answered: readonly Card[]): void {
  const kept = days.peek()[day] ?? [];
  const known = new Map(kept.map((card) => [card.id, card]));
  const cards = fresher(kept, answered).map((card) => {
    const before = known.get(card.id);
    return before && JSON.stringify(before) === JSON.stringify(card) ? before : card;
  });
  days.value = { ...days.peek(), [day]: cards };
}

export function takeJob(job: Job): void {
  const kept = jobs.peek()[job.id];
  if (kept && kept.version > job.version) return;
  jobs.value = { ...jobs.value, [job.id]: fresherJob(kept, job) };
}

export function takeNote(id: string, note: Note): void {
  const job = jobs.value[id];
  if (job && !job.notes.some((each) => each.id === note.id)) jobs.value = { ...jobs.value, [id]: { ...job, notes: [...job.notes, note] } };
}

export function takePhoto(id: string, photo: Photo): void {
  const job = jobs.value[id];
  if (job && !job.photos.some((each) => each.id === photo.id)) jobs.value = { ...jobs.value, [id]: { ...job, photos: [...job.photos, photo] } };
}

export function takeSettings(settled: Settings): void {
  if ((settings.peek()?.version ?? 0) <= settled.version) settings.value = settled;
}

export function takePerson(person: Person): void {
  const others = people.peek().filter(({ id }) => id !== person.id);
  people.value = arrangedByName([...others, ...fresher(people.peek(), [person])]);
}
