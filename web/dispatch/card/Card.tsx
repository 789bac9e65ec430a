// The card of an appointment: its status on top, below it the text, the plan, the customer, what the team knows.
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../../shared/Icon";
import { Modal } from "../../shared/Modal";
import { dayShort, range } from "../../shared/times";
import type { Appointment, Job } from "../../shared/types";
import { card as words, officeJob } from "../../shared/words/en";
import { Customer } from "../job/Customer";
import { Notes } from "../job/Notes";
import { Photos } from "../job/Photos";
import { closeCard, route } from "../navigation";
import { jobPath, readJob } from "../reading";
import { toJob, type OpenCard } from "../route";
import { Section } from "../Section";
import { appointmentOf, jobs, technicianName } from "../state";
import { Unread } from "../Unread";
import { Zone } from "../Zone";
import "./Card.css";
import { Flags } from "./Flags";
import { History } from "./History";
import { Plan } from "./Plan";
import { StatusBanner } from "./StatusBanner";
import { Text } from "./Text";

export function Card({ job: jobId, appointment: id, opens }: OpenCard) {
  const title = useId();
  const job = jobs.value[jobId];
  const appointment = appointmentOf(jobId, id);
  return (
    <Modal look="Card" labelledBy={title} close={closeCard}>
      <div class="inside">
        <button class="button plain close" aria-label={words.close} onClick={closeCard}><Icon name="canceled" /></button>
        {job && appointment ? (
          <Whole titleId={title} job={job} appointment={appointment} opens={opens} />
        ) : (
          <div class="missing">
            <h2 id={title} tabIndex={-1} data-first>{job ? words.gone : officeJob.appointments}</h2>
            {!job && <Unread path={jobPath(jobId)} retry={() => readJob(jobId)} />}
          </div>
        )}
      </div>
    </Modal>
  );
}

type Props = { titleId: string; job: Job; appointment: Appointment; opens: OpenCard["opens"] };

function Whole({ titleId, job, appointment, opens }: Props) {
  const { window, time_zone: zone } = appointment;
  const isOverJob = "job" in route.value.screen;
  const header = useRef<HTMLElement>(null);
  useEffect(() => header.current?.closest("dialog")?.querySelector<HTMLElement>("[data-first]")?.focus(), []);
  return (
    <>
      <StatusBanner appointment={appointment} opensAtOnce={opens === "status"} />
      <header ref={header}>
        <h2 id={titleId} tabIndex={-1} data-first={!opens || undefined}>{appointment.title}</h2>
        <p>
          {dayShort(window.from, zone)}, {range(window.from, window.to, zone)} <Zone at={window.from} zone={zone} />
          {" · "}{technicianName(appointment) ?? officeJob.nobody}
          {!isOverJob && <>{" · "}<a class="to-job" href={toJob(job.id)}>{words.toJob}</a></>}
        </p>
      </header>
      <Flags appointment={appointment} />
      <div class="columns">
        <div class="column">
          <Text appointment={appointment} />
          <Plan appointment={appointment} opensAtOnce={opens === "plan"} />
          <Customer job={job} />
          {job.description ? <Section title={officeJob.description}><p class="prose">{job.description}</p></Section> : null}
        </div>
        <div class="column">
          <Notes job={job} />
          <Photos job={job} />
          <History appointment={appointment} />
        </div>
      </div>
    </>
  );
}
