// What happened of a visit so far, in words: the Schedule draws it, and says it to whoever cannot see the drawing.
import { clock, range } from "../../shared/times";
import type { Card } from "../../shared/types";
import { schedule as words } from "../../shared/words/en";

export function actualInWords({ status, set_out_at, started_at, completed_at, time_zone: zone }: Card): string {
  if (status === "canceled") return "";
  if (completed_at) return started_at ? words.worked(range(started_at, completed_at, zone)) : words.done(clock(completed_at, zone));
  if (started_at) return words.began(clock(started_at, zone));
  return set_out_at ? words.setOut(clock(set_out_at, zone)) : "";
}
