// One appointment of the day; the next one carries its next action.
import { Badge, shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { range, zoneIfForeign } from "../../shared/times";
import type { Card } from "../../shared/types";
import { bar, jobs as words } from "../../shared/words/en";
import { Action } from "../job/Action";
import { route } from "../navigation";
import type { Laid } from "../queue/overlay";
import { toJob } from "../route";
import { isOver } from "../work/steps";
import "./JobCard.css";

export function JobCard({ card, isNext }: { card: Laid<Card>; isNext: boolean }) {
  const at = route.value;
  const isOpen = at.screen === "job" && at.appointment === card.id;
  const shown = shownStatus(card);
  const looks = ["JobCard", "panel", `of-${shown}`, isNext ? "is-next" : "", isOver(card) ? "is-over" : ""].join(" ");
  return (
    <li class={looks}>
      <div class="top">
        <p class="window">
          {range(card.window.from, card.window.to, card.time_zone)} <small>{zoneIfForeign(card.window.from, card.time_zone) || null}</small>
        </p>
        <Badge status={shown} />
      </div>
      <h3><a href={toJob(card)} aria-current={isOpen ? "page" : undefined}>{card.title}</a></h3>
      <p class="quiet">{card.customer.name} · {card.address.city}</p>
      {card.queued.length > 0 && <p class="unsent"><Icon name="outbox" size={16} />{bar.waiting}</p>}
      {isNext && !isOpen && <Action appointment={card} label={words.next} />}
    </li>
  );
}
