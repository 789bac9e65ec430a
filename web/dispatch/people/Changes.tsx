// What somebody else changed about a person meanwhile.
import type { Person } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { changedOfPerson, personDraftOf } from "../work/people";
import { rolesInWords } from "./roles_in_words";

export function Changes({ seen, theirs }: { seen: Person; theirs: Person }) {
  const after = personDraftOf(theirs);
  const fields = changedOfPerson(personDraftOf(seen), after);
  const isElse = seen.active !== theirs.active;
  const said = { first_name: after.first_name, last_name: after.last_name, roles: rolesInWords(after.roles) };
  return (
    <ul>
      {fields.map((field) => <li key={field}>{words.now(words.fields[field], said[field])}</li>)}
      {isElse && <li>{theirs.active ? words.nowActive : words.nowDisabled}</li>}
      {!isElse && fields.length === 0 && <li>{words.nothingVisible}</li>}
    </ul>
  );
}
