// An appointment about which the technician and the office disagree, both sides of it.
import type { ComponentChildren } from "preact";
import { Badge, shownStatus } from "../../shared/Badge";
import { person } from "../../shared/session";
import { moment } from "../../shared/times";
import type { Appointment, Entry } from "../../shared/types";
import { contradictions as words } from "../../shared/words/en";
import { sidesOf } from "../work/sides";
import "./BothSides.css";
import { planInWords } from "./plan_in_words";

type Props = { appointment: Appointment; title?: string; children?: ComponentChildren };

export function BothSides({ appointment, title, children }: Props) {
  const sides = sidesOf(appointment, person.value);
  if (!sides) return null;
  const zone = appointment.time_zone;
  return (
    <section class="BothSides panel" role="status">
      <h2>{words.title}</h2>
      {title && <p>{title}</p>}
      <dl>
        <Side of={words.you} entry={sides.own} zone={zone} />
        {sides.office && <Side of={words.office} entry={sides.office} zone={zone} />}
      </dl>
      <p class="quiet">{words.lead}</p>
      {children && <div class="buttons">{children}</div>}
    </section>
  );
}

function Side({ of, entry, zone }: { of: string; entry: Entry; zone: string }) {
  return (
    <>
      <dt>{of}</dt>
      <dd>
        {entry.kind === "change" ? <Badge status={shownStatus(entry)} /> : planInWords(entry, person.value, zone)}
        <span class="quiet">{moment(entry.kind === "change" ? entry.occurred_at : entry.recorded_at, zone)}</span>
      </dd>
    </>
  );
}
