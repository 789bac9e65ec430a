// What happened to this appointment: who, when, and what was said to the customer.
import { Icon } from "../../shared/Icon";
import { shownStatus } from "../../shared/Badge";
import { clock, moment, range } from "../../shared/times";
import type { Alert, Appointment, Change, Entry } from "../../shared/types";
import { details as words, reasons, statuses, texts } from "../../shared/words/en";
import "./History.css";

export function History({ appointment }: { appointment: Appointment }) {
  const zone = appointment.time_zone;
  return (
    <section class="History panel part" aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol>
        {[...appointment.timeline].reverse().map((entry) => (
          <li key={entry.id}>
            {entry.kind === "change" ? <ChangeLine change={entry} /> : <p>{words.planned(range(entry.window.from, entry.window.to, zone))}</p>}
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

function AlertLine({ alert, zone }: { alert: Alert; zone: string }) {
  if (alert.state === "sent" && alert.ended_at) {
    return (
      <figure>
        <figcaption>{texts.sent(clock(alert.ended_at, zone))}</figcaption>
        <blockquote>{alert.text}</blockquote>
      </figure>
    );
  }
  if (alert.state === "unknown") return <p class="quiet">{texts.unknown}</p>;
  if (alert.state !== "skipped" && alert.state !== "failed") return null;
  return <p class="quiet">{texts.not(reasons[alert.reason ?? ""] ?? reasons.other!)}</p>;
}

function when(entry: Entry): string {
  return entry.kind === "change" ? entry.occurred_at : entry.recorded_at;
}

function isLate(entry: Entry): boolean {
  return entry.kind === "change" && entry.source === "mobile_offline";
}
