// What can be searched and filtered: open or finished, words, technician, late, trouble with a text.
import type { JobRow } from "../../shared/types";
import { officeJobs as words } from "../../shared/words/en";
import { Sign } from "../Sign";
import { filters, today } from "../state";
import { NOBODY, techniciansOf } from "../work/filters";
import { choose } from "./choose";

export function Toolbar({ rows }: { rows: readonly JobRow[] }) {
  const { days, late, trouble } = filters.value;
  return (
    <div class="Toolbar">
      <div class="which" role="group" aria-label={words.which}>
        <button aria-pressed={!days} onClick={() => choose({ days: null, status: null })}>{words.open}</button>
        <button aria-pressed={days !== null} onClick={() => choose({ days: { from: today.peek(), to: today.peek() }, status: null, technician: null, late: false })}>{words.finished}</button>
      </div>
      <label class="search">
        <span class="unseen">{words.search}</span>
        <Sign name="search" />
        <input type="search" data-search placeholder={words.searchHint} value={filters.value.words} onInput={(event) => choose({ words: event.currentTarget.value })} />
        <kbd aria-hidden="true">/</kbd>
      </label>
      {days && <Day label={words.from} value={days.from} set={(from) => choose({ days: { from, to: later(from, days.to) } })} />}
      {days && <Day label={words.to} value={days.to} set={(to) => choose({ days: { from: earlier(days.from, to), to } })} />}
      {!days && <Technician rows={rows} />}
      {!days && <button class="chip" aria-pressed={late} onClick={() => choose({ late: !late })}><Sign name="clock" size={18} />{words.late}</button>}
      <button class="chip" aria-pressed={trouble} onClick={() => choose({ trouble: !trouble })}><Sign name="alert" size={18} />{words.trouble}</button>
    </div>
  );
}

/** A finished job's row names nobody: whoever was there stands in the job. */
function Technician({ rows }: { rows: readonly JobRow[] }) {
  const { technician } = filters.value;
  const names = new Set([...techniciansOf(rows), ...(technician && technician !== NOBODY ? [technician] : [])]);
  return (
    <div class="pick">
      <label for="technician">{words.technician}</label>
      <select id="technician" value={technician ?? ""} onChange={(event) => choose({ technician: event.currentTarget.value || null })}>
        <option value="">{words.anybody}</option>
        <option value={NOBODY}>{words.nobody}</option>
        {[...names].map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </div>
  );
}

function Day({ label, value, set }: { label: string; value: string; set: (day: string) => void }) {
  return (
    <label class="pick">
      <span>{label}</span>
      <input type="date" value={value} required onChange={(event) => event.currentTarget.value && set(event.currentTarget.value)} />
    </label>
  );
}

const earlier = (one: string, other: string) => (one < other ? one : other);
const later = (one: string, other: string) => (one < other ? other : one);
