// Inviting somebody: a first password goes to them by e-mail.
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Sheet } from "../../shared/Sheet";
import type { Invitation, Person } from "../../shared/types";
import { office, people as words } from "../../shared/words/en";
import { inWords } from "../in_words";
import { invite } from "../settling";
import { Trouble } from "../Trouble";
import { nameOf } from "../work/people";
import { Name } from "./Name";
import { Roles } from "./Roles";

const NOBODY: Invitation = { first_name: "", last_name: "", email: "", roles: ["technician"] };

export function InvitePerson({ close, tell }: { close: () => void; tell: (news: string) => void }) {
  const wanted = useSignal(NOBODY);
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const id = useId();
  const set = (given: Partial<Invitation>) => (wanted.value = { ...wanted.value, ...given });
  const submit = async (event: Event) => {
    event.preventDefault();
    isBusy.value = true;
    trouble.value = "";
    const done = (person: Person) => tell(words.invited(nameOf(person), person.email));
    await invite(wanted.value).then(done, (refusal) => (trouble.value = inWords(refusal, words.fields)));
    isBusy.value = false;
  };
  const { first_name, last_name, email, roles } = wanted.value;
  return (
    <Sheet title={words.inviteTitle} lead={words.inviteLead} close={close}>
      <form class="PersonForm" onSubmit={(event) => void submit(event)}>
        <Name label={words.fields.first_name} hint={words.firstNameHint} value={first_name} set={(name) => set({ first_name: name })} />
        <Name label={words.fields.last_name} value={last_name} set={(name) => set({ last_name: name })} />
        <div class="field wide">
          <label for={id}>{words.fields.email}</label>
          <input id={id} type="email" value={email} required maxLength={254} autocomplete="off" aria-describedby={`${id}-hint`} onInput={(event) => set({ email: event.currentTarget.value })} />
          <p class="quiet" id={`${id}-hint`}>{words.emailHint}</p>
        </div>
        <Roles given={roles} set={(chosen) => set({ roles: chosen })} />
        <Trouble said={trouble.value} look="wide" />
        <div class="buttons wide">
          <button type="button" class="button plain" onClick={close}>{office.cancel}</button>
          <button class="button primary" disabled={isBusy.value}>{words.sendInvitation}</button>
        </div>
      </form>
    </Sheet>
  );
}
