// What waits for somebody: the day's appointments that nobody has, jobs without a plan, and paused ones.
import { Badge, shownStatus } from "../../shared/Badge";
import { range, zoneIfForeign } from "../../shared/times";
import type { Card, JobRow } from "../../shared/types";
import { schedule as words } from "../../shared/words/en";
import { JobBadge } from "../JobBadge";
import { toCard, toJob } from "../route";
import { Section } from "../Section";
import { lastCard, officeZone } from "../state";
import type { Tray as Waiting } from "../work/rows";
import "./Tray.css";

export function Tray({ tray: { unassigned, jobs } }: { tray: Waiting }) {
  if (unassigned.length + jobs.length === 0) return null;
  return (
    <Section title={words.tray} look="Tray">
      <ul data-steps>
        {unassigned.map((card) => <Unassigned key={card.id} card={card} />)}
        {jobs.map((job) => <Waits key={job.id} job={job} />)}
      </ul>
    </Section>
  );
}

/** Opens where technician and time are set. */
function Unassigned({ card }: { card: Card }) {
  const { starts_at, ends_at, time_zone: zone } = card;
  const foreign = zoneIfForeign(starts_at, zone, officeZone.value);
  return (
    <li data-id={card.id}>
      <Badge status={shownStatus(card)} />
      <a href={toCard(card, "plan")} data-over data-step onClick={() => (lastCard.value = card.id)}>{card.title}</a>
      <span>{range(starts_at, ends_at, zone)}{foreign ? <small> {foreign}</small> : null} · {words.unassigned}</span>
    </li>
  );
}

function Waits({ job }: { job: JobRow }) {
  return (
    <li data-id={job.id}>
      <JobBadge status={job.status} />
      <a href={toJob(job.id)} data-step>{job.title}</a>
      <span>{job.customer}, {job.city}</span>
    </li>
  );
}
