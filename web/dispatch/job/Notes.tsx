// What the team knows about the job, and one note more.
import { useSignal } from "@preact/signals";
import { Icon } from "../../shared/Icon";
import { NoteForm } from "../../shared/NoteForm";
import { moment } from "../../shared/times";
import type { Job } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import { leaveNote } from "../acts";
import { Section } from "../Section";
import "./Notes.css";

export function Notes({ job }: { job: Job }) {
  const isWriting = useSignal(false);
  const write = <button class="button" onClick={() => (isWriting.value = true)}><Icon name="note" size={18} />{words.addNote}</button>;
  return (
    <Section title={words.notes} look="Notes" action={!isWriting.value && write}>
      {isWriting.value && <NoteForm leave={(text) => leaveNote(job.id, text)} close={() => (isWriting.value = false)} />}
      {job.notes.length === 0 && !isWriting.value && <p class="quiet">{words.noNotes}</p>}
      <ul>
        {[...job.notes].reverse().map((note) => (
          <li key={note.id}>
            <p class="prose">{note.text}</p>
            <p class="quiet">{note.name} · {moment(note.created_at, job.time_zone)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
