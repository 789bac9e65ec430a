// A customer of today whom no text would reach, and why.
import { Icon } from "../../shared/Icon";
import type { Card } from "../../shared/types";
import { attention as words, officeReasons } from "../../shared/words/en";
import { toJob } from "../route";
import { About } from "./NeedCard";

export function UntextableCard({ card, reason }: { card: Card; reason: string }) {
  return (
    <li class="panel">
      <About card={card} />
      <p>{words.why(officeReasons[reason] ?? officeReasons.other!)}</p>
      <div class="mends">
        {card.customer.phone && <a class="button" href={`tel:${card.customer.phone}`}><Icon name="phone" size={18} />{words.call(card.customer.name)}</a>}
        <a class="button" href={toJob(card.job_id)}>{words.openJob}</a>
      </div>
    </li>
  );
}
