// What leads a new organization from empty to its first appointment: settings, people, a job, a booking.
import type { ComponentChildren } from "preact";
import { firstSteps as words } from "../../shared/words/en";
import { toNewJob, toPeople, toSchedule, toSettings } from "../route";
import { people } from "../state";
import { hasJoined, takesAppointments } from "../work/people";
import "./FirstSteps.css";

/** As long as nobody could set out. */
export function FirstSteps() {
  const technicians = people.value.filter(takesAppointments);
  if (people.value.length === 0 || technicians.some(hasJoined)) return null;
  return (
    <div class="FirstSteps">
      <h3>{words.title}</h3>
      <ol>
        <Step lead={words.settingsLead}><a href={toSettings}>{words.settings}</a></Step>
        <Step lead={words.peopleLead}><a href={toPeople}>{words.people}</a>{technicians.length > 0 && <> {words.done}</>}</Step>
        <Step lead={words.jobLead}><a href={toNewJob}>{words.job}</a></Step>
        <Step lead={words.scheduleLead}><a href={toSchedule()}>{words.schedule}</a></Step>
      </ol>
    </div>
  );
}

function Step({ lead, children }: { lead: string; children: ComponentChildren }) {
  return (
    <li>
      <p class="step">{children}</p>
      <p class="quiet">{lead}</p>
    </li>
  );
}
