// The organization's people: what may be done with each, and what a form has different.
import type { Amendment, Person, Role } from "../../shared/types";

export type PersonDraft = { first_name: string; last_name: string; roles: readonly Role[] };
export type PersonField = keyof PersonDraft;

export const ROLES = ["technician", "dispatcher"] as const;
const FIELDS = ["first_name", "last_name", "roles"] as const;

export function takesAppointments({ active, roles }: Person): boolean {
  return active && roles.includes("technician");
}

export function hasJoined({ joined_at }: Person): boolean {
  return joined_at !== null;
}

export function nameOf({ first_name, last_name }: Pick<Person, "first_name" | "last_name">): string {
  return `${first_name} ${last_name}`;
}

/** What somebody is called now: a card keeps the name that they had when it was given to them. */
export function nameNow(technician: { id: string; name: string }, people: readonly Person[]): string {
  const known = people.find(({ id }) => id === technician.id);
  return known ? nameOf(known) : technician.name;
}

export function personDraftOf({ first_name, last_name, roles }: Person): PersonDraft {
  return { first_name, last_name, roles };
}

export function changedOfPerson(before: PersonDraft, after: PersonDraft): PersonField[] {
  const said = (draft: PersonDraft, field: PersonField) => (field === "roles" ? [...draft.roles].sort().join() : draft[field].trim());
  return FIELDS.filter((field) => said(before, field) !== said(after, field));
}

/** Only what is different: what somebody else changed is not among it. */
export function amendmentOf(person: Person, draft: PersonDraft, version = person.version): Amendment {
  const different = changedOfPerson(personDraftOf(person), draft).map((field) => [field, draft[field]]);
  return { version, ...Object.fromEntries(different) };
}

export function withRole(roles: readonly Role[], role: Role, isGiven: boolean): Role[] {
  return ROLES.filter((each) => (each === role ? isGiven : roles.includes(each)));
}

export function arrangedByName(people: readonly Person[]): Person[] {
  return [...people].sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}
