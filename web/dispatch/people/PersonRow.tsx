// One person: what they are called, what they do, whether they can come in.
import { clock } from "../../shared/times";
import type { Person } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { me, now, officeZone } from "../state";
import { hasJoined, nameOf } from "../work/people";
import { rolesInWords } from "./roles_in_words";

export function PersonRow({ person, change }: { person: Person; change: () => void }) {
  const { id, email, roles, active } = person;
  return (
    <li class="PersonRow">
      <div>
        <h3>{nameOf(person)}{id === me.value?.id && <small> {words.you}</small>}</h3>
        <p class="quiet">{email}</p>
      </div>
      <p>{rolesInWords(roles)}</p>
      <p class="state">
        {!active && outInWords(person)}
        {active && !hasJoined(person) && words.awaited}
      </p>
      <button class="button" onClick={change}>{words.change}<span class="unseen"> {nameOf(person)}</span></button>
    </li>
  );
}

/** A token that was given out before is good to its end. */
function outInWords({ access_ends_at: ends }: Person): string {
  return ends && Date.parse(ends) > now.value ? words.accessEnds(clock(ends, officeZone.value)) : words.accessEnded;
}
