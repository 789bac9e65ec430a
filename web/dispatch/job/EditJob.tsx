// Correcting a job: whoever saves second is shown what the first one changed, and overwrites nothing unasked.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Sheet } from "../../shared/Sheet";
import type { Job } from "../../shared/types";
import { officeJob as words } from "../../shared/words/en";
import { edit } from "../acts";
import { PhoneField } from "../PhoneField";
import { Saving } from "../Saving";
import { useSaving } from "../use_saving";
import { changed, draftOf, editOf, FIELDS, type Draft, type Field } from "../work/drafts";
import { ZoneField } from "../ZoneField";

export function EditJob({ job: shown, close }: { job: Job; close: () => void }) {
  const job = useRef(shown).current;
  const draft = useSignal(draftOf(job));
  const send = (version: number) => edit(job.id, editOf(job, draft.value, version));
  const { submit, theirs, trouble, saveOver } = useSaving<Job>(job, send, close);
  return (
    <Sheet title={words.editTitle} close={close}>
      <form class="EditJob" onSubmit={submit}>
        {FIELDS.map((field) => <Input key={field} field={field} draft={draft.value} country={job.address.country} set={(text) => (draft.value = { ...draft.value, [field]: text })} />)}
        <Saving trouble={trouble} theirs={theirs && <Changes seen={job} theirs={theirs} />} saveOver={saveOver} close={close} />
      </form>
    </Sheet>
  );
}

const OPTIONAL: ReadonlySet<Field> = new Set<Field>(["line2", "region", "postal_code", "description"]);
const WIDE: ReadonlySet<Field> = new Set<Field>(["title", "description"]);

type Props = { field: Field; draft: Draft; country: string; set: (text: string) => void };

function Input({ field, draft, country, set }: Props) {
  if (field === "phone") return <PhoneField value={draft.phone} country={country} set={set} />;
  if (field === "time_zone") return <ZoneField look="wide" zone={draft.time_zone} country={country} region={draft.region} set={set} />;
  const id = `edit-${field}`;
  const given = { id, value: draft[field], required: !OPTIONAL.has(field), onInput: (event: Event) => set((event.currentTarget as HTMLInputElement).value) };
  return (
    <div class={`field ${WIDE.has(field) ? "wide" : ""}`}>
      <label for={id}>{words.fields[field]}</label>
      {field === "description" && <textarea {...given} maxLength={5000} />}
      {field !== "description" && <input {...given} maxLength={120} />}
    </div>
  );
}

function Changes({ seen, theirs }: { seen: Job; theirs: Job }) {
  const after = draftOf(theirs);
  const fields = changed(draftOf(seen), after);
  return <ul>{fields.map((field) => <li key={field}>{words.now(words.fields[field], after[field] || words.empty)}</li>)}</ul>;
}
