// The zone of a time, where the reader's own clock shows another one.
import { zoneIfForeign } from "../shared/times";

export function Zone({ at, zone }: { at: string; zone: string }) {
  const name = zoneIfForeign(at, zone);
  return name ? <small>{name}</small> : null;
}
