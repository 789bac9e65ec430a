// What the team knows: the notes of everybody on this job, one's own unsent ones among them, and a new one.
import { useSignal } from "@preact/signals";
import { Icon } from "../../shared/Icon";
import { NoteForm } from "../../shared/NoteForm";
import { moment } from "../../shared/times";
import type { Note } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import { queue } from "../state";
import { leaveNote } from "../taps";
import "./Notes.css";

type Props = { job: string; title: string; notes: readonly Note[]; zone: string };

export function Notes({ job, title, notes, zone }: Props) {
  const isWriting = useSignal(false);
  const unsent = queue.value.flatMap((item) => (item.kind === "note" && item.job === job ? [item] : []));
  return (
    <section class="Notes panel part" aria-labelledby="notes">
      <div class="top">
        <h2 id="notes">{words.notes}</h2>
        {!isWriting.value && (
          <button class="button" onClick={() => (isWriting.value = true)}><Icon name="note" />{words.addNote}</button>
        )}
      </div>
      {isWriting.value && <NoteForm leave={(text) => leaveNote(job, title, text)} close={() => (isWriting.value = false)} />}
      {notes.length + unsent.length === 0 && !isWriting.value && <p class="quiet">{words.noNotes}</p>}
      <ul>
        {unsent.map((item) => (
          <li key={item.key} class="unsent">
            <p class="prose">{item.text}</p>
            <p class="quiet"><Icon name="outbox" size={15} /> {words.waiting}</p>
          </li>
        ))}
        {[...notes].reverse().map((note) => (
          <li key={note.id}>
            <p class="prose">{note.text}</p>
            <p class="quiet">{note.name} · {moment(note.created_at, zone)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
