// Writing a note for the team.
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { inWords } from "./in_words";
import "./NoteForm.css";
import { details as words } from "./words/en";

const focus = (area: HTMLTextAreaElement | null) => area?.focus();

/** `leave` answers false when nothing came of it and the person has been told: what was written stays. */
export function NoteForm({ leave, close }: { leave: (text: string) => Promise<boolean | void>; close: () => void }) {
  const id = useId();
  const text = useSignal("");
  const trouble = useSignal("");
  const save = () => leave(text.value.trim()).then((isLeft) => isLeft !== false && close(), (reason) => (trouble.value = inWords(reason)));
  return (
    <div class="field NoteForm">
      <label for={id}>{words.noteLabel}</label>
      <textarea id={id} maxLength={2000} aria-describedby={`${id}-hint`} ref={focus} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
      <p class="quiet" id={`${id}-hint`}>{words.noteHint}</p>
      {trouble.value && <p class="trouble" role="alert">{trouble.value}</p>}
      <div class="buttons">
        <button class="button plain" onClick={close}>{words.cancel}</button>
        <button class="button primary" disabled={!text.value.trim()} onClick={() => void save()}>{words.save}</button>
      </div>
    </div>
  );
}
