// The day's places to each other, pins in the colours of their statuses; a street map only where tiles are configured.
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { range } from "../../shared/times";
import type { Card } from "../../shared/types";
import { jobs as words, statuses } from "../../shared/words/en";
import { streetMap } from "../later";
import type { Laid } from "../queue/overlay";
import { toJob } from "../route";
import { tiles } from "../state";
import { placed } from "../work/places";
import "./JobsMap.css";

export function JobsMap({ cards }: { cards: Laid<Card>[] }) {
  const pins = placed(cards.toSorted((one, other) => one.starts_at.localeCompare(other.starts_at)));
  const without = cards.filter((card) => !card.location);
  const Map = streetMap.value;
  if (Map && tiles.value && pins.length) {
    return <div class="JobsMap"><Map.StreetMap tiles={tiles.value} pins={cards} /></div>;
  }
  return (
    <div class="JobsMap">
      <div class="map panel">
        <svg class="way" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline points={pins.map(({ x, y }) => `${x},${y}`).join(" ")} />
        </svg>
        <ol aria-label={words.places}>
          {pins.map(({ thing: card, x, y }) => (
            <li key={card.id} style={{ left: `${x}%`, top: `${y}%` }}>
              <a class={`is-${shownStatus(card)}`} href={toJob(card)}>
                <Icon name={shownStatus(card)} size={22} />
                <span class="unseen">{`${card.title}, ${statuses[shownStatus(card)]}, ${range(card.window.from, card.window.to, card.time_zone)}`}</span>
              </a>
              <span class="town" aria-hidden="true">{card.address.city}</span>
            </li>
          ))}
        </ol>
      </div>
      <p class="quiet">{words.schematic}</p>
      {without.length > 0 && <h2>{words.noPlace}</h2>}
      <ul>{without.map((card) => <li key={card.id}><a class="button" href={toJob(card)}>{card.title}</a></li>)}</ul>
    </div>
  );
}
