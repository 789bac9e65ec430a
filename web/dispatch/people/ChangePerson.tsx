// Changing a person: name and roles; inviting them again; disabling, which asks first, and enabling.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Sheet } from "../../shared/Sheet";
import type { Amended, Person } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { Saving } from "../Saving";
import { amend } from "../settling";
import { me } from "../state";
import { useSaving } from "../use_saving";
import { amendmentOf, nameOf, personDraftOf, type PersonDraft } from "../work/people";
import { Access } from "./Access";
import { Changes } from "./Changes";
import { Name } from "./Name";
import { Roles } from "./Roles";
import { StillTheirs } from "./StillTheirs";

type Props = { person: Person; close: () => void; tell: (news: ComponentChildren) => void };

export function ChangePerson({ person: shown, close, tell }: Props) {
  const person = useRef(shown).current;
  const draft = useSignal(personDraftOf(person));
  const set = (given: Partial<PersonDraft>) => (draft.value = { ...draft.value, ...given });
  const done = (amended: Amended) => tell(<StillTheirs person={amended} said={words.saved(nameOf(amended))} />);
  const send = (version: number) => amend(person.id, amendmentOf(person, draft.value, version)).then(done);
  const { submit, theirs, trouble, saveOver } = useSaving<Person>(person, send, close, words.fields);
  const isMe = person.id === me.value?.id;
  const { first_name, last_name, roles } = draft.value;
  return (
    <Sheet title={words.changeTitle(nameOf(person))} lead={person.email} close={close}>
      <form class="PersonForm" onSubmit={submit}>
        <Name label={words.fields.first_name} hint={words.firstNameHint} value={first_name} set={(name) => set({ first_name: name })} />
        <Name label={words.fields.last_name} value={last_name} set={(name) => set({ last_name: name })} />
        <Roles given={roles} set={(chosen) => set({ roles: chosen })} fixed={isMe ? "dispatcher" : null} />
        <p class="quiet wide">{words.laterLead}</p>
        <Saving trouble={trouble} theirs={theirs && <Changes seen={person} theirs={theirs} />} saveOver={saveOver} close={close} />
      </form>
      {isMe ? <p class="quiet">{words.yourself}</p> : <Access seen={person} tell={tell} />}
    </Sheet>
  );
}
