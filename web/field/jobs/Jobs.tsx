// The day's appointments in the order they are worked through, as a list or as places.
import { useSignal } from "@preact/signals";
import { Icon } from "../../shared/Icon";
import { inWords } from "../../shared/in_words";
import type { Card } from "../../shared/types";
import { jobs as words } from "../../shared/words/en";
import { rest } from "../later";
import type { Laid } from "../queue/overlay";
import { dayPath, readDays } from "../reading";
import { cardsOf, dayBefore, days, refusals, shownDay, today } from "../state";
import { Saved } from "../Saved";
import { arranged, emphasised } from "../work/day";
import { DateSwitch } from "./DateSwitch";
import { JobCard } from "./JobCard";
import "./Jobs.css";

export function Jobs() {
  const isMap = useSignal(false);
  const Rest = rest.value;
  const copy = days.value[shownDay.value];
  const cards = cardsOf(shownDay.value);
  const day = arranged(cards, shownDay.value === today.value ? cardsOf(dayBefore.value) : []);
  const open = day.unfinished.length + day.open.length;
  return (
    <section class="Jobs screen" aria-labelledby="jobs-title">
      <header>
        <h1 id="jobs-title" tabIndex={-1} data-arrive>{words.title}</h1>
        {copy && cards.length > 0 && <p class="quiet">{open ? words.open(open) : words.allDone}</p>}
      </header>
      <DateSwitch />
      <div class="views" role="group" aria-label={words.view}>
        <button aria-pressed={!isMap.value} onClick={() => (isMap.value = false)}>{words.list}</button>
        <button aria-pressed={isMap.value} onClick={() => (isMap.value = true)}>{words.map}</button>
      </div>
      {copy && <Saved copy={copy} />}
      {Rest && <Rest.Contradictions />}
      {Rest && <Rest.JustDone />}
      {!copy && <Unread />}
      {copy && cards.length + day.unfinished.length === 0 && <Empty />}
      {copy && !isMap.value && <List day={day} />}
      {copy && isMap.value && Rest && <Rest.JobsMap cards={[...day.unfinished, ...day.open, ...day.over]} />}
      {Rest && <Rest.Install />}
    </section>
  );
}

function List({ day }: { day: ReturnType<typeof arranged<Laid<Card>>> }) {
  const first = emphasised(day);
  const list = (cards: Laid<Card>[]) => (
    <ul>{cards.map((card) => <JobCard key={card.id} card={card} isNext={card === first} />)}</ul>
  );
  return (
    <>
      {day.unfinished.length > 0 && <h2>{words.unfinished}</h2>}
      {day.unfinished.length > 0 && list(day.unfinished)}
      {day.open.length > 0 && <h2 class="unseen">{words.toDo}</h2>}
      {list(day.open)}
      {day.over.length > 0 && <h2>{words.finished}</h2>}
      {day.over.length > 0 && list(day.over)}
    </>
  );
}

function Unread() {
  const refusal = refusals.value[dayPath(shownDay.value)];
  if (!refusal) return <div class="loading" role="status" aria-label={words.loading}><i /><i /><i /></div>;
  return (
    <div class="empty panel" role="alert">
      <Icon name="offline" size={36} />
      <h2>{words.failed}</h2>
      <p>{inWords(refusal)}</p>
      <button class="button" onClick={() => void readDays()}>{words.retry}</button>
    </div>
  );
}

function Empty() {
  return (
    <div class="empty panel">
      <Icon name="complete" size={36} />
      <h2>{words.empty}</h2>
      <p>{words.emptyLead}</p>
    </div>
  );
}
