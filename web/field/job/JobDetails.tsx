// One appointment and its job: where, what, for whom, what the team knows, and the next step at the bottom.
import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { Badge, shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { inWords } from "../../shared/in_words";
import { person } from "../../shared/session";
import { clock, range, zoneIfForeign } from "../../shared/times";
import type { Appointment, Card } from "../../shared/types";
import { details as words, jobs, statuses } from "../../shared/words/en";
import { hear, heard } from "../heard";
import type { Laid } from "../queue/overlay";
import { jobPath, readJob } from "../reading_job";
import { toJobs } from "../route";
import { Saved } from "../Saved";
import { appointmentOf, cardOf, jobs as known, refusals } from "../state";
import { undo } from "../taps";
import { changedElsewhere, lastHeard } from "../work/elsewhere";
import { isOver, stepBack } from "../work/steps";
import { mayStillBeHeld } from "../work/text_state";
import { Action } from "./Action";
import { BothSides } from "./BothSides";
import { Customer } from "./Customer";
import { History } from "./History";
import "./JobDetails.css";
import { Notes } from "./Notes";
import { Photos } from "./Photos";
import { Place } from "./Place";
import { planInWords } from "./plan_in_words";
import { textStateOf } from "./TextLine";

export function JobDetails({ job: id, appointment: appointmentId }: { job: string; appointment: string }) {
  const job = known.value[id]?.body;
  const appointment = appointmentOf(id, appointmentId);
  const shown = appointment ?? cardOf(appointmentId);
  return (
    <article class="JobDetails screen" aria-labelledby="job-title">
      <div class="top">
        <a class="back" href={toJobs}><Icon name="back" size={22} />{words.back}</a>
        {shown && <Badge status={shownStatus(shown)} />}
      </div>
      {appointment && person.value && <News appointment={appointment} person={person.value} />}
      {known.value[id] && <Saved copy={known.value[id]} />}
      {appointment && <BothSides appointment={appointment} />}
      {!shown && <Unread job={id} />}
      {shown && (
        <>
          <Banner shown={shown} appointment={appointment} />
          <Place shown={shown} appointment={appointment} />
          <section class="panel part" aria-labelledby="description">
            <h2 id="description">{words.description}</h2>
            {job ? <p class={job.description ? "prose" : "quiet"}>{job.description || words.noDescription}</p> : <Waiting job={id} />}
          </section>
          <Customer customer={shown.customer} />
          <Notes job={id} title={shown.title} notes={job?.notes ?? []} zone={shown.time_zone} />
          <Photos job={id} title={shown.title} photos={job?.photos ?? []} zone={shown.time_zone} />
          {appointment && <History appointment={appointment} />}
          <Bottom appointment={shown} />
        </>
      )}
    </article>
  );
}

/** Somebody else changed it after it was open here last, or while it is. */
function News({ appointment, person: me }: { appointment: Appointment; person: string }) {
  const until = useSignal(heard(me, appointment.id) ?? lastHeard(appointment.timeline));
  useLayoutEffect(() => hear(me, appointment.id, until.value), [until.value]);
  const news = changedElsewhere(appointment.timeline, me, until.value);
  if (!news) return null;
  const what = news.kind === "change" ? statuses[shownStatus(news)] : planInWords(news, me, appointment.time_zone);
  return (
    <div class="News">
      <p role="alert">{words.changedBy(news.name, what)}</p>
      <button class="button" onClick={() => (until.value = lastHeard(appointment.timeline))}>{words.seen}</button>
    </div>
  );
}

type Shown = Laid<Card> | Laid<Appointment>;

/** Where it stands, and since when; Undo takes the last step back as long as the server lets it. */
function Banner({ shown, appointment }: { shown: Shown; appointment: Laid<Appointment> | undefined }) {
  const { window, time_zone: zone, status } = shown;
  const back = stepBack(shown);
  const isOffered = back && !mayStillBeHeld(textStateOf(shown, appointment));
  const saysSince = isOver(shown) || status === "started";
  return (
    <header class="Banner">
      <h1 id="job-title" tabIndex={-1} data-arrive>{shown.title}</h1>
      <div class="standing">
        <p>
          <span class="window">{range(window.from, window.to, zone)} <small>{zoneIfForeign(window.from, zone) || null}</small></span>
          {saysSince && <span class="quiet">{words.since(statuses[shownStatus(shown)], clock(shown.since, zone))}</span>}
        </p>
        {isOffered && <button class="button" onClick={() => void undo(shown, back)}>{words.undo}</button>}
      </div>
    </header>
  );
}

function Bottom({ appointment }: { appointment: Shown }) {
  const said = appointment.status === "draft" ? words.draft : isOver(appointment) ? words.over : words.elsewhere;
  return (
    <div class="Bottom">
      {appointment.allowed.length && !isOver(appointment) ? <Action appointment={appointment} /> : <p class="quiet">{said}</p>}
    </div>
  );
}

function Unread({ job }: { job: string }) {
  if (!refusals.value[jobPath(job)]) return <p class="empty" role="status">{words.loading}</p>;
  return <div class="empty panel"><Icon name="offline" size={36} /><Waiting job={job} /></div>;
}

function Waiting({ job }: { job: string }) {
  const refusal = refusals.value[jobPath(job)];
  if (!refusal) return <p class="quiet">{words.loading}</p>;
  return (
    <div role="alert">
      <p>{inWords(refusal)}</p>
      <button class="button" onClick={() => void readJob(job)}>{jobs.retry}</button>
    </div>
  );
}
