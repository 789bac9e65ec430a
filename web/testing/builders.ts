// Things of the product for tests, which state only what matters.
import type { ChangeDraft, Draft, Queued, QueuedChange } from "../field/queue/queued";
import { queued } from "../field/queue/queued";
import type { Alert, Appointment, Card, Change, Job, JobRow, Person, Settings } from "../shared/types";

export const NOON = Date.parse("2026-03-02T19:00:00Z");
export const PHOENIX = "America/Phoenix";

const work = {
  title: "AC blows warm air",
  customer: { name: "Rosa Delgado", phone: "+16025550123", notify: true },
  address: { line1: "41 E Palm Ln", line2: null, city: "Phoenix", region: "AZ", postal_code: "85004", country: "US" },
  location: { latitude: 33.4672, longitude: -112.0729 },
  time_zone: PHOENIX,
};

const visit = {
  ...work,
  id: "visit",
  job_id: "job",
  version: 1,
  status: "scheduled",
  outcome: null,
  since: "2026-03-02T15:00:00Z",
  set_out_at: null,
  started_at: null,
  completed_at: null,
  allowed: ["enroute", "started", "complete"],
  flags: [],
  technician: { id: "sam", name: "Sam Ortiz" },
  starts_at: "2026-03-02T19:00:00Z",
  ends_at: "2026-03-02T21:00:00Z",
  window: { from: "2026-03-02T19:00:00Z", to: "2026-03-02T20:00:00Z" },
} as const;

export function aCard(differences: Partial<Card> = {}): Card {
  return { ...visit, allowed: [...visit.allowed], flags: [], alert: null, ...differences };
}

export function anAppointment(differences: Partial<Appointment> = {}): Appointment {
  const history = { created_at: "2026-03-01T15:00:00Z", alert: null, alerts: [], arrival: null, timeline: [], dismissals: [] };
  return { ...visit, allowed: [...visit.allowed], flags: [], ...history, ...differences };
}

export function aJob(differences: Partial<Job> = {}): Job {
  return {
    ...work,
    id: "job",
    description: "",
    status: "scheduled",
    status_since: "2026-03-01T15:00:00Z",
    customer: { ...work.customer, opted_out: false },
    created_at: "2026-03-01T15:00:00Z",
    version: 1,
    appointments: [anAppointment()],
    notes: [],
    photos: [],
    ...differences,
  } as Job;
}

export function aJobRow(differences: Partial<JobRow> = {}): JobRow {
  return {
    id: "job",
    title: work.title,
    status: "scheduled",
    status_since: "2026-03-01T15:00:00Z",
    customer: work.customer.name,
    city: work.address.city,
    time_zone: PHOENIX,
    technicians: ["Sam Ortiz"],
    next_start: visit.starts_at,
    next_end: visit.ends_at,
    alert_trouble: null,
    created_at: "2026-03-01T15:00:00Z",
    ...differences,
  };
}

export function aPerson(differences: Partial<Person> = {}): Person {
  const name = { first_name: "Sam", last_name: "Ortiz", email: "sam@example.com" };
  return { id: "sam", ...name, roles: ["technician"], active: true, access_ends_at: null, joined_at: "2026-03-01T15:00:00Z", version: 1, ...differences };
}

export function settled(differences: Partial<Settings> = {}): Settings {
  const office = { brand: "Desert Air", phone: "+16025550100", time_zone: PHOENIX };
  const texts = { hold_seconds: 10, daily_cap: 500, texts_on: true, countries: ["US"], origination_number: null };
  return { ...office, ...texts, version: 3, ...differences };
}

export function aChange(differences: Partial<Change> = {}): Change {
  return {
    kind: "change",
    id: "change",
    status: "enroute",
    outcome: null,
    reason: null,
    occurred_at: "2026-03-02T18:30:00Z",
    recorded_at: "2026-03-02T18:30:00Z",
    person: "sam",
    name: "Sam Ortiz",
    role: "technician",
    source: "mobile",
    applied: true,
    contradicts: false,
    not_texted: null,
    ...differences,
  };
}

export function anAlert(differences: Partial<Alert> = {}): Alert {
  return {
    id: "alert",
    change: "change",
    state: "pending",
    reason: null,
    due_at: "2026-03-02T19:00:10Z",
    expires_at: "2026-03-02T19:15:00Z",
    ended_at: null,
    text: null,
    resends: null,
    resent_by: null,
    ...differences,
  };
}

let sequence = 0;

export function aTap(wish: ChangeDraft["wish"], differences: Partial<QueuedChange> = {}): QueuedChange {
  const draft: ChangeDraft = { kind: "change", job: "job", appointment: "visit", wish, from: "scheduled" };
  return { ...(inQueue(draft) as QueuedChange), ...differences };
}

export function inQueue(draft: Draft, differences: Partial<Queued> = {}): Queued {
  sequence += 1;
  const stamp = { key: `key-${sequence}`, person: "sam", device: "phone", sequence, at: NOON, title: work.title };
  return { ...queued(draft, stamp), ...differences } as Queued;
}
