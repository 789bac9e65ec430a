// Needs attention: what does, the oldest first, with what mends it; below, whom no text would reach today.
import { Icon } from "../../shared/Icon";
import { attention as words } from "../../shared/words/en";
import { ATTENTION, readAttention } from "../reading";
import { attention } from "../state";
import { Unread } from "../Unread";
import "./Attention.css";
import { NeedCard } from "./NeedCard";
import { UntextableCard } from "./UntextableCard";

export function Attention() {
  const found = attention.value;
  return (
    <section class="Attention screen" aria-labelledby="attention-title">
      <header>
        <h1 id="attention-title" tabIndex={-1} data-arrive>{words.title}</h1>
      </header>
      {!found && <Unread path={ATTENTION} title={words.failedToLoad} retry={readAttention} />}
      {found?.needs.length === 0 && (
        <div class="empty panel">
          <Icon name="complete" size={36} />
          <h2>{words.none}</h2>
          <p>{words.noneLead}</p>
        </div>
      )}
      <ul class="needs" data-steps>{found?.needs.map((need) => <NeedCard key={`${need.kind} ${need.card.id}`} need={need} />)}</ul>
      {found?.more && <p class="quiet">{words.more}</p>}
      {found && found.untextable.length > 0 && (
        <section aria-labelledby="untextable">
          <h2 id="untextable">{words.untextable}</h2>
          <p class="quiet">{words.untextableLead}</p>
          <ul class="untextable">{found.untextable.map(({ card, reason }) => <UntextableCard key={card.id} card={card} reason={reason} />)}</ul>
        </section>
      )}
    </section>
  );
}
