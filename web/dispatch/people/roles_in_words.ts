// Somebody's roles in words, always in the same order.
import type { Role } from "../../shared/types";
import { people as words } from "../../shared/words/en";
import { ROLES } from "../work/people";

export function rolesInWords(roles: readonly Role[]): string {
  return ROLES.filter((role) => roles.includes(role)).map((role) => words.roles[role]).join(", ");
}
