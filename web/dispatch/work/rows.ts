// The rows of the Schedule: technicians, also those without work; and the tray of what waits for somebody.
import type { Card, JobRow, Person } from "../../shared/types";

export type Row = { id: string; name: string; isActive: boolean; cards: readonly Card[] };
export type Tray = { unassigned: Card[]; jobs: JobRow[] };

const WAITS: ReadonlySet<string> = new Set(["draft", "scheduled"]);

/** Whoever left has a row as long as there is something in it. Rows that did not change are those of before. */
export function rowsOf(people: readonly Person[], cards: readonly Card[], before: readonly Row[] = []): Row[] {
  const theirs = new Map<string, Card[]>();
  for (const card of cards) if (card.technician) theirs.set(card.technician.id, [...(theirs.get(card.technician.id) ?? []), card]);
  const known = new Map(people.map((person) => [person.id, person]));
  const working = people.filter(({ roles, active }) => active && roles.includes("technician")).map(({ id }) => id);
  const rows = [...new Set([...working, ...theirs.keys()])].map((id) => {
    const person = known.get(id);
    const inTime = (theirs.get(id) ?? []).sort(byStart);
    const name = person ? `${person.first_name} ${person.last_name}` : inTime[0]!.technician!.name;
    return { id, name, isActive: person?.active ?? true, cards: inTime };
  });
  return rows.sort((one, other) => one.name.localeCompare(other.name)).map((row) => before.find((each) => isSame(each, row)) ?? row);
}

/** A card that moved between two days while they were read stands there once, as it was seen latest. */
export function eachOnce(cards: readonly Card[]): Card[] {
  const latest = new Map<string, Card>();
  for (const card of cards) if (card.version >= (latest.get(card.id)?.version ?? 0)) latest.set(card.id, card);
  return [...latest.values()];
}

/** A job that stands there with an appointment does not stand there once more. */
export function trayOf(cards: readonly Card[], rows: readonly JobRow[]): Tray {
  const unassigned = cards.filter(({ technician, status }) => !technician && WAITS.has(status)).sort(byStart);
  const withCard = new Set(unassigned.map(({ job_id }) => job_id));
  return { unassigned, jobs: rows.filter(({ id }) => !withCard.has(id)) };
}

function byStart(one: Card, other: Card): number {
  return Date.parse(one.starts_at) - Date.parse(other.starts_at) || one.id.localeCompare(other.id);
}

function isSame(one: Row, other: Row): boolean {
  return (
    one.id === other.id && one.name === other.name && one.isActive === other.isActive &&
    one.cards.length === other.cards.length && one.cards.every((card, place) => card === other.cards[place])
  );
}
