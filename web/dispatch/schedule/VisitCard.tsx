// An appointment on the Schedule: where it was planned, on it what happened. It opens as a card.
import { Badge, shownStatus } from "../../shared/Badge";
import { range, zoneIfForeign } from "../../shared/times";
import { officeJobs } from "../../shared/words/en";
import { toCard } from "../route";
import { Sign } from "../Sign";
import { lastCard, officeZone } from "../state";
import { actualInWords } from "../work/actual_in_words";
import type { Drawn, Place, Stretch } from "../work/drawn";
import "./VisitCard.css";

export function VisitCard({ drawn: { card, lane, place, trip, work }, isLate }: { drawn: Drawn; isLate: boolean }) {
  const { id, title, customer, address, starts_at, ends_at, time_zone: zone, flags } = card;
  const shown = shownStatus(card);
  const foreign = zoneIfForeign(starts_at, zone, officeZone.value);
  const times = range(starts_at, ends_at, zone);
  const happened = actualInWords(card);
  const trouble = flags.find((flag) => flag in officeJobs.troubleTags);
  return (
    <li class={`VisitCard of-${shown} ${isLate ? "late" : ""}`} data-id={id} data-at={Date.parse(starts_at)} title={`${title} · ${times} · ${customer.name}`} style={styleOf(place, lane)}>
      <a href={toCard(card)} data-over onClick={() => (lastCard.value = id)}>
        <span class="badges">
          {isLate && <span class="Badge is-late"><Sign name="clock" size={14} />{officeJobs.lateTag}</span>}
          <Badge status={shown} />
          {trouble && <span class="Badge is-late"><Sign name="alert" size={14} />{officeJobs.troubleTags[trouble]}</span>}
        </span>
        <strong>{title}</strong>
        <span class="times">{times}{foreign ? <small> {foreign}</small> : null}</span>
        <span class="customer">{customer.name}, {address.city}</span>
        {happened ? <span class="actual">{happened}</span> : null}
      </a>
      {trip && <i class={`trip ${lasting(trip)}`} style={stretched(trip)} />}
      {work && <i class={`work ${lasting(work)}`} style={stretched(work)} />}
    </li>
  );
}

function styleOf({ column, end, lead, trail, at, long }: Place, lane: number) {
  return { "--lane": lane + 1, "--column": column, "--end": end, "--lead": lead, "--trail": trail, "--at": at, "--long": long };
}

function stretched({ from, to }: Stretch) {
  return { "--from": from, ...(to === null ? {} : { "--to": to }) };
}

function lasting({ to }: Stretch): string {
  return to === null ? "lasting" : "";
}
