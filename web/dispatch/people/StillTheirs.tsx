// What was done about a person; and the appointments that are still theirs, if they take none any more.
import type { Amended } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { toJobs } from "../route";
import { filtersOf, searchOf } from "../work/filters";
import { nameOf } from "../work/people";

export function StillTheirs({ person, said }: { person: Amended; said: string }) {
  const held = person.open_appointments;
  const theirJobs = toJobs + searchOf({ ...filtersOf(""), technician: nameOf(person) });
  return (
    <p>
      {said}
      {held ? <>{" "}{words.stillTheirs(held)} <a href={theirJobs}>{words.theirJobs}</a></> : null}
    </p>
  );
}
