// What happened to this appointment: who, when it happened and when it was recorded, from where, and what was said.
import { AlertLine } from "../../shared/AlertLine";
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { clock, dayOf, dayShort, moment, range } from "../../shared/times";
import type { Appointment, Change, Entry } from "../../shared/types";
import { card as words, officeReasons, statuses, texts } from "../../shared/words/en";
import { Section } from "../Section";
import "./History.css";

export function History({ appointment }: { appointment: Appointment }) {
  const zone = appointment.time_zone;
  return (
    <Section title={words.history} look="History">
      <ol>
        {appointment.dismissals.map(({ flag, at, name }) => (
          <li key={`${flag} ${at}`}>
            <p>{words.dismissed(words.flags[flag] ?? flag)}</p>
            <p class="quiet">{name} · {moment(at, zone)}</p>
          </li>
        ))}
        {[...appointment.timeline].reverse().map((entry) => (
          <li key={entry.id}>
            {entry.kind === "change" ? <ChangeLines change={entry} zone={zone} /> : <PlanLines plan={entry} zone={zone} />}
            {appointment.alerts.filter((alert) => alert.change === entry.id).map((alert) => <AlertLine key={alert.id} alert={alert} zone={zone} because={officeReasons} />)}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function ChangeLines({ change, zone }: { change: Change; zone: string }) {
  const shown = shownStatus(change);
  const marks = [change.applied ? "" : words.notCounted, change.contradicts ? words.contradicts : ""].filter(Boolean).join(", ");
  return (
    <>
      <p class="what"><Icon name={shown} size={16} />{statuses[shown]}{marks ? <span class="quiet"> ({marks})</span> : null}</p>
      {change.reason && <p>{words.because(change.reason)}</p>}
      <p class="quiet">{words.by(change.name, words.roles[change.role] ?? change.role, words.sources[change.source] ?? change.source)}</p>
      <p class="quiet">{words.happened(moment(change.occurred_at, zone))}, {words.heard(heard(change, zone))}</p>
      {change.not_texted && <p class="quiet">{texts.not(officeReasons[change.not_texted] ?? officeReasons.other!)}</p>}
    </>
  );
}

function PlanLines({ plan, zone }: { plan: Extract<Entry, { kind: "plan" }>; zone: string }) {
  const when = `${dayShort(plan.starts_at, zone)}, ${range(plan.starts_at, plan.ends_at, zone)}`;
  return (
    <>
      <p>{words.planned(plan.technician?.name ?? words.nobody, when)}</p>
      <p class="quiet">{plan.name} · {moment(plan.recorded_at, zone)}</p>
    </>
  );
}

/** The second clock in full only where it says another day. */
function heard({ occurred_at, recorded_at }: Change, zone: string): string {
  const isSameDay = dayOf(Date.parse(occurred_at), zone) === dayOf(Date.parse(recorded_at), zone);
  return isSameDay ? clock(recorded_at, zone) : moment(recorded_at, zone);
}
