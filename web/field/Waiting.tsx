// Waiting to send: what is queued, since when and why; and what the office and the phone disagree about, both sides of it.
import { useSignal } from "@preact/signals";
import { Badge, shownStatus } from "../shared/Badge";
import { Icon } from "../shared/Icon";
import { inWords } from "../shared/in_words";
import { Refusal } from "../shared/refusal";
import { Sheet } from "../shared/Sheet";
import { clock, ownZone } from "../shared/times";
import { actions, details, statuses, waiting as words } from "../shared/words/en";
import type { Queued } from "./queue/queued";
import { toJobs } from "./route";
import { deviceTime, jobs, queue, sendingNow } from "./state";
import { discard, retry } from "./taps";
import { goesBack } from "./work/steps";
import "./Waiting.css";

const statusNames = { ...statuses, ...actions };

export function Waiting() {
  const items = queue.value;
  return (
    <section class="Waiting screen" aria-labelledby="waiting-title">
      <a class="back" href={toJobs}><Icon name="back" size={22} />{details.back}</a>
      <header>
        <h1 id="waiting-title" tabIndex={-1} data-arrive>{words.title}</h1>
      </header>
      {items.length === 0 ? (
        <div class="empty panel"><Icon name="complete" size={36} /><h2>{words.none}</h2><p>{words.noneLead}</p></div>
      ) : (
        <>
          <p class="quiet">{words.lead}</p>
          <ul>{items.map((item) => <Item key={item.key} item={item} />)}</ul>
        </>
      )}
    </section>
  );
}

function Item({ item }: { item: Queued }) {
  const isAsking = useSignal(false);
  const isSending = sendingNow.value === item.key;
  return (
    <li class={`panel ${item.parked ? "parked" : ""}`}>
      <h2>{what(item)}</h2>
      <p class="quiet">{item.title} · {words.since(clock(item.at, ownZone()))}</p>
      <p class="why" role="status">{isSending ? words.sendingNow : why(item)}</p>
      {item.parked && item.kind === "change" && <BothSides item={item} />}
      <div class="buttons">
        <button class="button" disabled={isSending} onClick={() => void retry(item)}>{words.retry}</button>
        <button class="button plain" disabled={isSending} onClick={() => (isAsking.value = true)}>{words.discard}</button>
      </div>
      {isAsking.value && (
        <Sheet title={words.sureTitle} lead={words.sure(what(item))} close={() => (isAsking.value = false)}>
          <button class="button danger big" onClick={() => void discard(item)}>{words.discard}</button>
          <button class="button plain" onClick={() => (isAsking.value = false)}>{words.keep}</button>
        </Sheet>
      )}
    </li>
  );
}

function BothSides({ item }: { item: Queued & { kind: "change" } }) {
  const theirs = jobs.value[item.job]?.body.appointments.find((each) => each.id === item.appointment);
  return (
    <dl>
      <dt>{words.yours}</dt>
      <dd><Badge status={shownStatus({ status: item.wish.status, outcome: item.wish.outcome ?? null })} /></dd>
      {theirs && <dt>{words.office}</dt>}
      {theirs && <dd><Badge status={shownStatus(theirs)} /></dd>}
    </dl>
  );
}

function what(item: Queued): string {
  switch (item.kind) {
    case "change":
      return goesBack(item.from, item.wish.status) ? words.undo : statusNames[item.wish.status];
    case "note":
      return words.note(item.text);
    case "photo":
      return words.photo;
  }
}

function why(item: Queued): string {
  const trouble = item.trouble;
  if (!trouble) return "";
  if (item.parked) return inWords(new Refusal(0, trouble.code, trouble.detail));
  const seconds = Math.max(0, Math.ceil((item.retryAt - deviceTime.value) / 1000));
  return [trouble.code === "no_answer" ? words.noSignal : words.busy, seconds ? words.again(seconds) : ""].join(" ").trim();
}
