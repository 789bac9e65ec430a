// A new appointment: who, when the work is planned, and apart from it what the customer is told.
import type { JSX } from "preact";
import { clock, dayInWords, dayOf } from "../../shared/times";
import type { Person } from "../../shared/types";
import { booking as words, plan } from "../../shared/words/en";
import { Field } from "../Field";
import { now, officeZone, people } from "../state";
import { busyWithin, dayOfWork, type Span } from "../work/overlaps";
import { lasting, spanOf, startingAt, unplanned, type VisitDraft, type VisitField } from "../work/visit_draft";
import { useDaysAround, type Around } from "./days";
import { TechnicianDay } from "./TechnicianDay";

/** Until the zone of the address is known, who is busy is told by the office's clock. */
type Props = { draft: VisitDraft; zone: string; at: Readonly<Record<string, string>>; set: (chosen: Partial<VisitDraft>) => void };

export function VisitFields({ draft, zone, at, set }: Props) {
  const clockZone = zone || officeZone.value;
  const span = spanOf(draft, clockZone);
  const day = unplanned(draft).includes("day") ? "" : draft.day;
  const around = useDaysAround(day, span ? dayOf(span.to - 1, clockZone) : day);
  const input = (field: VisitField, label: string, given: JSX.IntrinsicElements["input"], set: (value: string) => void, hint = "") => (
    <Field label={label} hint={hint} trouble={at[field]} look={field === "day" ? "wide" : ""}>
      {(about) => <input {...given} {...about} value={draft[field]} onInput={(event) => set(event.currentTarget.value)} />}
    </Field>
  );
  return (
    <div class="VisitFields">
      <Who draft={draft} around={around} span={span} trouble={at.technician} set={(technician) => set({ technician })} />
      {input("day", plan.day, { type: "date" }, (day) => set({ day }), day && dayInWords(day))}
      {input("starts", plan.starts, { type: "time" }, (starts) => set(startingAt(draft, starts)), span && span.from < now.peek() ? words.past : "")}
      {input("minutes", words.minutes, { type: "number", min: 15, step: 15 }, (minutes) => set(lasting(draft, minutes)), span ? words.until(clock(span.to, clockZone)) : "")}
      <p class="label wide">{plan.window}</p>
      {input("from", words.from, { type: "time" }, (from) => set({ from }))}
      {input("to", words.to, { type: "time" }, (to) => set({ to }))}
      {zone && <p class="quiet wide">{plan.zone(zone)}</p>}
      <Day draft={draft} day={day} zone={clockZone} around={around} span={span} />
    </div>
  );
}

type WhoProps = { draft: VisitDraft; around: Around; span: Span | null; trouble: string | undefined; set: (id: string) => void };

function Who({ draft: { technician }, around, span, trouble, set }: WhoProps) {
  const technicians = people.value.filter((each) => each.active && each.roles.includes("technician"));
  const busy = busyWithin(around.cards ?? [], span ?? { from: 0, to: 0 });
  return (
    <Field label={plan.technician} look="wide" trouble={trouble}>
      {(given) => (
        <select {...given} value={technician} onChange={(event) => set(event.currentTarget.value)}>
          <option value="">{plan.nobody}</option>
          {technicians.map((each) => <option key={each.id} value={each.id}>{busy.has(each.id) ? words.busyThen(nameOf(each)) : nameOf(each)}</option>)}
        </select>
      )}
    </Field>
  );
}

type DayProps = { draft: VisitDraft; day: string; zone: string; around: Around; span: Span | null };

function Day({ draft: { technician }, day, zone, around: { cards, isUnread }, span }: DayProps) {
  const who = people.value.find((each) => each.id === technician);
  if (!who || !day) return null;
  if (isUnread) return <p class="quiet wide" role="status">{words.dayUnread}</p>;
  return cards && <TechnicianDay name={nameOf(who)} cards={dayOfWork(cards, technician, day, zone, span)} zone={zone} span={span} />;
}

function nameOf({ first_name, last_name }: Person): string {
  return `${first_name} ${last_name}`;
}
