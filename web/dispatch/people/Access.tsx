// Whether somebody can come in: inviting them again, disabling them, which asks first, enabling them.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { clock } from "../../shared/times";
import type { Amended, Person } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { inWords } from "../in_words";
import { amend, inviteAgain } from "../settling";
import { officeZone, people } from "../state";
import { Trouble } from "../Trouble";
import { hasJoined, nameOf } from "../work/people";
import { Changes } from "./Changes";
import { StillTheirs } from "./StillTheirs";

const focus = (button: HTMLButtonElement | null) => button?.focus();

export function Access({ seen, tell }: { seen: Person; tell: (news: ComponentChildren) => void }) {
  const person = people.value.find(({ id }) => id === seen.id) ?? seen;
  const asking = useRef<HTMLButtonElement>(null);
  const asks = useSignal(false);
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const name = nameOf(person);
  const act = async (doing: Promise<unknown>) => {
    isBusy.value = true;
    trouble.value = "";
    await doing.catch((refusal) => (trouble.value = inWords(refusal)));
    isBusy.value = false;
  };
  const keep = () => {
    asks.value = false;
    asking.current?.focus();
  };
  const again = () => inviteAgain(person).then(() => tell(words.invitedAgain(name, person.email)));
  const enable = () => amend(person.id, { version: person.version, active: true }).then(() => tell(words.enabled(name)));
  const disable = () => amend(person.id, { version: person.version, active: false }).then((amended) => tell(<StillTheirs person={amended} said={disabled(amended)} />));
  return (
    <div class="Access">
      {person.active && !hasJoined(person) && (
        <div>
          <p class="quiet">{words.againLead}</p>
          <button class="button" disabled={isBusy.value} onClick={() => void act(again())}>{words.again}</button>
        </div>
      )}
      {!person.active && <button class="button" disabled={isBusy.value} onClick={() => void act(enable())}>{words.enable}</button>}
      {person.active && <button class="button" ref={asking} aria-expanded={asks.value} onClick={() => (asks.value = !asks.value)}>{words.disable}</button>}
      {person.active && asks.value && (
        <section class="sure" aria-labelledby="sure">
          <h3 id="sure">{words.disableTitle(name)}</h3>
          <p>{words.disableLead}</p>
          <div class="buttons">
            <button class="button" ref={focus} onClick={keep}>{words.keep}</button>
            <button class="button danger" disabled={isBusy.value} onClick={() => void act(disable())}>{words.doDisable}</button>
          </div>
        </section>
      )}
      <Trouble said={trouble.value} />
      {trouble.value && person.version !== seen.version && <Changes seen={seen} theirs={person} />}
    </div>
  );
}

function disabled(person: Amended): string {
  return words.disabled(nameOf(person), clock(person.access_ends_at!, officeZone.peek()));
}
