// Where an arrow leads on the Schedule: on in time, or to the card nearest in time of the next technician who has one.

/** When the cards of each row start. */
type Starts = readonly (readonly number[])[];
export type Stop = { row: number; place: number };

const IN_TIME: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
const TO_ANOTHER: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Null where the key is no arrow, or leads nowhere. */
export function stopAfter(starts: Starts, { row, place }: Stop, key: string): Stop | null {
  const [on, by] = [IN_TIME[key], TO_ANOTHER[key]];
  if (on) return starts[row]?.[place + on] === undefined ? null : { row, place: place + on };
  if (!by) return null;
  const at = starts[row]![place]!;
  let next = row + by;
  while (starts[next]?.length === 0) next += by;
  return starts[next] ? { row: next, place: nearest(starts[next]!, at) } : null;
}

function nearest(starts: readonly number[], at: number): number {
  const far = starts.map((start) => Math.abs(start - at));
  return far.indexOf(Math.min(...far));
}
