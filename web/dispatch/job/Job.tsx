// One job: its appointments, its customer, what the team knows; and correcting or canceling it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../shared/Icon";
import { moment } from "../../shared/times";
import type { Job as Shown } from "../../shared/types";
import { officeJob as words } from "../../shared/words/en";
import { JobBadge } from "../JobBadge";
import { jobPath, readJob } from "../reading";
import { toJobs, toNewAppointment } from "../route";
import { Section } from "../Section";
import { Sign } from "../Sign";
import { jobs, lastSearch } from "../state";
import { Unread } from "../Unread";
import { AppointmentCard } from "./AppointmentCard";
import { CancelJob } from "./CancelJob";
import { Customer } from "./Customer";
import { EditJob } from "./EditJob";
import "./Job.css";
import { Notes } from "./Notes";
import { Photos } from "./Photos";

export function Job({ id }: { id: string }) {
  const job = jobs.value[id];
  return (
    <article class="Job screen" aria-labelledby="job-title">
      <a class="back" href={toJobs + lastSearch.value}><Icon name="back" size={20} />{words.back}</a>
      {!job && <Unread path={jobPath(id)} title={words.missing} retry={() => readJob(id)} />}
      {job && (
        <>
          <Head job={job} />
          <div class="columns">
            <div class="column">
              <Section title={words.appointments} look="Appointments" action={<a class="button" href={toNewAppointment(job.id)}>{words.newAppointment}</a>}>
                {job.appointments.length === 0 && <p class="quiet">{words.noAppointments}</p>}
                <ul data-steps>{job.appointments.map((each) => <AppointmentCard key={each.id} appointment={each} />)}</ul>
              </Section>
              <Section title={words.description}>
                <p class={job.description ? "prose" : "quiet"}>{job.description || words.noDescription}</p>
              </Section>
              <Notes job={job} />
            </div>
            <div class="column">
              <Customer job={job} />
              <Photos job={job} />
            </div>
          </div>
        </>
      )}
    </article>
  );
}

function Head({ job }: { job: Shown }) {
  const asks = useSignal<"edit" | "cancel" | null>(null);
  const close = () => (asks.value = null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="head">
      <div>
        <h1 id="job-title" tabIndex={-1} data-arrive ref={heading}>{job.title}</h1>
        <p class="quiet">{words.created(moment(job.created_at, job.time_zone))}</p>
      </div>
      <JobBadge status={job.status} />
      <div class="buttons">
        <button class="button" onClick={() => (asks.value = "edit")}><Sign name="edit" size={18} />{words.edit}</button>
        {job.status !== "canceled" && <button class="button" onClick={() => (asks.value = "cancel")}>{words.cancelJob}</button>}
      </div>
      {asks.value === "edit" && <EditJob job={job} close={close} />}
      {asks.value === "cancel" && <CancelJob job={job} close={close} />}
    </header>
  );
}
