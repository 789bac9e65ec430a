// Up to when a person has heard of an appointment on this device: what came later is news, by whatever way it got here.
const NAME = "field.heard";
const ROOM = 300;

/** By the server's clock; undefined where this person never had it open here. */
export function heard(person: string, appointment: string): number | undefined {
  return kept().get(keyOf(person, appointment));
}

/** Beside the database, at once: nothing that is answered in the meantime can pass by it. */
export function hear(person: string, appointment: string, until: number): void {
  const all = kept();
  all.delete(keyOf(person, appointment));
  all.set(keyOf(person, appointment), until);
  try {
    localStorage.setItem(NAME, JSON.stringify([...all].slice(-ROOM)));
  } catch {
    // No room: then it is heard as long as it is open.
  }
}

function keyOf(person: string, appointment: string): string {
  return `${person} ${appointment}`;
}

function kept(): Map<string, number> {
  try {
    return new Map(JSON.parse(localStorage.getItem(NAME) ?? "[]"));
  } catch {
    return new Map();
  }
}
