// What happened to this appointment: who, when, and what was said to the customer.
import { AlertLine } from "../../shared/AlertLine";
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { person } from "../../shared/session";
import { moment } from "../../shared/times";
import type { Appointment, Change, Entry } from "../../shared/types";
import { details as words, statuses } from "../../shared/words/en";
import "./History.css";
import { planInWords } from "./plan_in_words";

export function History({ appointment }: { appointment: Appointment }) {
  const zone = appointment.time_zone;
  return (
    <section class="History panel part" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol>
        {[...appointment.timeline].reverse().map((entry) => (
          <li key={entry.id}>
            {entry.kind === "change" ? <ChangeLine change={entry} /> : <p>{planInWords(entry, person.value, zone)}</p>}
            <p class="quiet">{entry.name} · {moment(when(entry), zone)}{isLate(entry) && ` · ${words.lateEntry}`}</p>
            {appointment.alerts.filter((alert) => alert.change === entry.id).map((alert) => <AlertLine key={alert.id} alert={alert} zone={zone} />)}
          </li>
        ))}
      </ol>
    </section>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const shown = shownStatus(change);
  return (
    <>
      <p class="what"><Icon name={shown} size={16} />{statuses[shown]}{!change.applied && <span class="quiet"> ({words.notCounted})</span>}</p>
      {change.reason && <p>{words.because(change.reason)}</p>}
    </>
  );
}

function when(entry: Entry): string {
  return entry.kind === "change" ? entry.occurred_at : entry.recorded_at;
}

function isLate(entry: Entry): boolean {
  return entry.kind === "change" && entry.source === "mobile_offline";
}
