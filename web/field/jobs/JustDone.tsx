// After Complete: back to the list, with Undo, and why it waits if it was paused.
import { useSignal } from "@preact/signals";
import { Icon } from "../../shared/Icon";
import { complete as words, details } from "../../shared/words/en";
import { cardOf, justDone, type Done } from "../state";
import { leaveNote, undo } from "../taps";
import { stepBack } from "../work/steps";
import "./JustDone.css";

export function JustDone() {
  const done = justDone.value;
  if (!done) return null;
  return <Panel key={done.about.id} done={done} />;
}

function Panel({ done: { about, outcome } }: { done: Done }) {
  const isPaused = outcome === "follow_up";
  const card = cardOf(about.id);
  const back = card && stepBack(card);
  const takeBack = () => {
    justDone.value = null;
    if (card && back) void undo(card, back);
  };
  return (
    <div class="JustDone panel">
      <div class="said">
        <Icon name={isPaused ? "paused" : "complete"} />
        <p role="status">{isPaused ? words.paused(about.title) : words.completed(about.title)}</p>
        {back && <button class="button" onClick={takeBack}>{details.undo}</button>}
        <button class="button plain close" aria-label={words.dismiss} onClick={() => (justDone.value = null)}><Icon name="canceled" /></button>
      </div>
      {isPaused && <Why job={about.job_id} title={about.title} />}
    </div>
  );
}

function Why({ job, title }: { job: string; title: string }) {
  const chosen = useSignal<readonly string[]>([]);
  const note = useSignal("");
  const isTold = useSignal(false);
  const toggle = (reason: string) => {
    chosen.value = chosen.value.includes(reason) ? chosen.value.filter((each) => each !== reason) : [...chosen.value, reason];
  };
  const tell = async () => {
    isTold.value = await leaveNote(job, title, words.followUpNote(chosen.value.join(", "), note.value.trim()));
  };
  if (isTold.value) return <p class="told" role="status">{words.told}</p>;
  return (
    <>
      <p class="why" id="why">{words.why} <span class="quiet">({words.optional})</span></p>
      <div class="chips" role="group" aria-labelledby="why">
        {words.reasons.map((reason) => (
          <button key={reason} class="chip" aria-pressed={chosen.value.includes(reason)} onClick={() => toggle(reason)}>{reason}</button>
        ))}
      </div>
      <div class="field">
        <label for="follow-up">{words.note}</label>
        <textarea id="follow-up" maxLength={1500} value={note.value} onInput={(event) => (note.value = event.currentTarget.value)} />
      </div>
      <button class="button primary" disabled={!chosen.value.length && !note.value.trim()} onClick={() => void tell()}>{words.save}</button>
    </>
  );
}
