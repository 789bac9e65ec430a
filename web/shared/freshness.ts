// Which of two copies of the same thing is shown: never one with a lower version than was seen before.
import type { Appointment, Card, Job } from "./types";

type Versioned = { id: string; version: number };

export function fresher<Thing extends Versioned>(kept: readonly Thing[], answered: readonly Thing[]): Thing[] {
  return answered.map((thing) => {
    const seen = kept.find((each) => each.id === thing.id);
    return seen && seen.version > thing.version ? seen : thing;
  });
}

export function fresherJob(kept: Job | undefined, answered: Job): Job {
  return kept ? { ...answered, appointments: fresher(kept.appointments, answered.appointments) } : answered;
}

/** A job that was asked for before some of its changes were answered. */
export function overtaken(job: Job, answers: readonly Appointment[]): Job {
  return { ...job, appointments: fresher(answers, job.appointments) };
}

/** A job in which one appointment is what a change answered. */
export function withAppointment(job: Job, appointment: Appointment): Job {
  const put = (each: Appointment) => (each.id === appointment.id && each.version <= appointment.version ? appointment : each);
  return { ...job, appointments: job.appointments.map(put) };
}

/** The same on the card of the day's list. */
export function cardWith(card: Card, appointment: Appointment): Card {
  if (card.id !== appointment.id || card.version > appointment.version) return card;
  const { status, outcome, version, since, set_out_at, started_at, completed_at, allowed, technician, starts_at, ends_at, window, flags, alert } = appointment;
  const sign = alert && { state: alert.state, reason: alert.reason, at: alert.ended_at ?? alert.due_at };
  return { ...card, status, outcome, version, since, set_out_at, started_at, completed_at, allowed, technician, starts_at, ends_at, window, flags, alert: sign };
}
