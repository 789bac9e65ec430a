// What somebody may do: one role or both.
import type { Role } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { ROLES, withRole } from "../work/people";

type Props = { given: readonly Role[]; set: (roles: Role[]) => void; fixed?: Role | null };

/** `fixed` cannot be taken here. */
export function Roles({ given, set, fixed = null }: Props) {
  return (
    <fieldset class="Roles wide">
      <legend>{words.fields.roles}</legend>
      {ROLES.map((role) => (
        <label key={role} class="option">
          <input type="checkbox" checked={given.includes(role)} disabled={role === fixed} onChange={(event) => set(withRole(given, role, event.currentTarget.checked))} />
          <span>{words.roles[role]} <small>{words.roleHints[role]}</small></span>
        </label>
      ))}
    </fieldset>
  );
}
