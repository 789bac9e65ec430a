// Correcting a job: whoever saves second is shown what the first one changed, and overwrites nothing unasked.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Refusal } from "../../shared/refusal";
import { Sheet } from "../../shared/Sheet";
import type { Job } from "../../shared/types";
import { office, officeJob as words } from "../../shared/words/en";
import { edit } from "../acts";
import { inWords } from "../in_words";
import { Trouble } from "../Trouble";
import { changed, draftOf, editOf, FIELDS, type Draft, type Field } from "../work/drafts";

export function EditJob({ job: shown, close }: { job: Job; close: () => void }) {
  const job = useRef(shown).current;
  const draft = useSignal(draftOf(job));
  const theirs = useSignal<Job | null>(null);
  const trouble = useSignal("");
  const save = (version: number) =>
    edit(job.id, editOf(job, draft.value, version)).then(close, (refusal) => {
      theirs.value = refusal instanceof Refusal && refusal.facts.current ? (refusal.facts.current as Job) : null;
      trouble.value = theirs.value ? "" : inWords(refusal);
    });
  const submit = (event: Event) => {
    event.preventDefault();
    void save(job.version);
  };
  return (
    <Sheet title={words.editTitle} close={close}>
      <form class="EditJob" onSubmit={submit}>
        {FIELDS.map((field) => <Input key={field} field={field} draft={draft.value} set={(text) => (draft.value = { ...draft.value, [field]: text })} />)}
        <Trouble said={trouble.value} look="wide" />
        {theirs.value && <Meanwhile seen={job} theirs={theirs.value} saveOver={() => void save(theirs.value!.version)} take={close} />}
        {!theirs.value && (
          <div class="buttons wide">
            <button type="button" class="button plain" onClick={close}>{office.cancel}</button>
            <button class="button primary">{office.save}</button>
          </div>
        )}
      </form>
    </Sheet>
  );
}

const OPTIONAL: ReadonlySet<Field> = new Set<Field>(["phone", "line2", "region", "postal_code", "description"]);
const WIDE: ReadonlySet<Field> = new Set<Field>(["title", "description"]);

function Input({ field, draft, set }: { field: Field; draft: Draft; set: (text: string) => void }) {
  const id = `edit-${field}`;
  const given = { id, value: draft[field], required: !OPTIONAL.has(field), onInput: (event: Event) => set((event.currentTarget as HTMLInputElement).value) };
  return (
    <div class={`field ${WIDE.has(field) ? "wide" : ""}`}>
      <label for={id}>{words.fields[field]}</label>
      {field === "description" && <textarea {...given} maxLength={5000} />}
      {field === "phone" && <input {...given} type="tel" aria-describedby="edit-phone-hint" />}
      {field !== "description" && field !== "phone" && <input {...given} maxLength={120} />}
      {field === "phone" && <p class="quiet" id="edit-phone-hint">{words.fields.phoneHint}</p>}
    </div>
  );
}

function Meanwhile({ seen, theirs, saveOver, take }: { seen: Job; theirs: Job; saveOver: () => void; take: () => void }) {
  const [before, after] = [draftOf(seen), draftOf(theirs)];
  return (
    <div class="meanwhile wide" role="alert">
      <p><strong>{words.changedMeanwhile}</strong></p>
      <ul>{changed(before, after).map((field) => <li key={field}>{words.now(words.fields[field], after[field] || words.empty)}</li>)}</ul>
      <div class="buttons">
        <button type="button" class="button" onClick={saveOver}>{words.saveOver}</button>
        <button type="button" class="button primary" onClick={take}>{words.takeTheirs}</button>
      </div>
    </div>
  );
}
