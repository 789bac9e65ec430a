// What the chosen technician does on that day, by the clock of the new address, and what of it lies at the same time.
import { range } from "../../shared/times";
import type { Card } from "../../shared/types";
import { booking as words } from "../../shared/words/en";
import { toCard } from "../route";
import { Sign } from "../Sign";
import { overlapping, type Span } from "../work/overlaps";
import { Zone } from "../Zone";
import "./TechnicianDay.css";

type Props = { name: string; cards: readonly Card[]; zone: string; span: Span | null };

export function TechnicianDay({ name, cards, zone, span }: Props) {
  const clashes = span ? overlapping(cards, span) : [];
  return (
    <div class="TechnicianDay wide">
      <p class="label">{words.day(name)}</p>
      <p class={clashes.length ? "clash" : "quiet"} role="status">
        {clashes.length > 0 && <><Sign name="alert" size={18} />{words.busy(name)}</>}
        {cards.length === 0 && words.free}
      </p>
      <ul>{cards.map((card) => <Booked key={card.id} card={card} zone={zone} isClash={clashes.includes(card)} />)}</ul>
    </div>
  );
}

function Booked({ card, zone, isClash }: { card: Card; zone: string; isClash: boolean }) {
  const { starts_at, ends_at, title, address } = card;
  return (
    <li class={isClash ? "clash" : ""}>
      <a href={toCard(card)} data-over>{range(starts_at, ends_at, zone)}</a> <Zone at={starts_at} zone={zone} />
      {isClash && <span class="Badge is-late">{words.sameTime}</span>}
      <span class="quiet">{title}, {address.city}</span>
    </li>
  );
}
