// Waiting to send: what is queued, since when and why; and what the office and the phone disagree about, both sides of it.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Badge, shownStatus } from "../shared/Badge";
import { Icon } from "../shared/Icon";
import { inWords } from "../shared/in_words";
import { NO_ANSWER, Refusal } from "../shared/refusal";
import { Sheet } from "../shared/Sheet";
import { clock, dayOf, moment, ownZone } from "../shared/times";
import { actions, bar, details, statuses, waitingList as words } from "../shared/words/en";
import type { Queued } from "./queue/queued";
import { readJob } from "./reading_job";
import { toJobs } from "./route";
import { deviceTime, jobs, queue, sendingNow } from "./state";
import { discard, retry } from "./taps";
import { goesBack } from "./work/steps";
import "./Waiting.css";

const statusNames = { ...statuses, ...actions };
const delays: Record<string, string> = { [NO_ANSWER]: words.noSignal, unauthorized: words.signInAgain };

export function Waiting() {
  const items = queue.value;
  const first = items.find((item) => !item.parked);
  return (
    <section class="Waiting screen" aria-labelledby="waiting-title">
      <a class="back" href={toJobs}><Icon name="back" size={22} />{details.back}</a>
      <header>
        <h1 id="waiting-title" tabIndex={-1} data-arrive>{bar.waiting}</h1>
      </header>
      {items.length === 0 ? (
        <div class="empty panel"><Icon name="complete" size={36} /><h2>{words.none}</h2><p>{words.noneLead}</p></div>
      ) : (
        <>
          <p class="quiet">{first ? words.lead : words.yoursToDecide}</p>
          <ul>{items.map((item) => <Item key={item.key} item={item} isFirst={item === first} />)}</ul>
        </>
      )}
    </section>
  );
}

function Item({ item, isFirst }: { item: Queued; isFirst: boolean }) {
  const isSending = sendingNow.value === item.key;
  return (
    <li class={`panel ${item.parked ? "parked" : ""}`}>
      <h2>{what(item)}</h2>
      <p class="quiet">{item.title} · {words.since(when(item.at))}</p>
      <p class="why" role="status">{isSending ? words.sendingNow : why(item, isFirst)}</p>
      {item.parked && item.kind === "change" && <BothSides item={item} />}
      <div class="buttons">
        <button class="button" disabled={isSending} onClick={() => void retry(item)}>{words.retry}</button>
        <Discard item={item} isSending={isSending} />
      </div>
    </li>
  );
}

function Discard({ item, isSending }: { item: Queued; isSending: boolean }) {
  const isAsking = useSignal(false);
  const lead = [words.sure(what(item)), item.hasLeft && !item.parked ? words.mayHaveArrived : ""].join(" ");
  return (
    <>
      <button class="button plain" disabled={isSending} onClick={() => (isAsking.value = true)}>{words.discard}</button>
      {isAsking.value && (
        <Sheet title={words.sureTitle} lead={lead} close={() => (isAsking.value = false)}>
          <button class="button danger big" onClick={() => void discard(item)}>{words.discard}</button>
          <button class="button plain" onClick={() => (isAsking.value = false)}>{words.keep}</button>
        </Sheet>
      )}
    </>
  );
}

function BothSides({ item }: { item: Queued & { kind: "change" } }) {
  useEffect(() => void readJob(item.job), [item.job]);
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

function when(at: number): string {
  const zone = ownZone();
  return dayOf(at, zone) === dayOf(deviceTime.value, zone) ? clock(at, zone) : moment(at, zone);
}

function why(item: Queued, isFirst: boolean): string {
  const { trouble, parked, retryAt } = item;
  if (parked && item.kind === "change" && item.from === "complete") return words.tooLate;
  if (!trouble) return isFirst ? words.sendingNow : words.inTurn;
  if (parked) return inWords(new Refusal(0, trouble.code, trouble.detail));
  const seconds = Math.max(0, Math.ceil((retryAt - deviceTime.value) / 1000));
  return [delays[trouble.code] ?? words.busy, seconds ? words.again(seconds) : ""].join(" ").trim();
}
