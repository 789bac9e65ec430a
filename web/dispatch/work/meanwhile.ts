// What somebody else made of an appointment while it was looked at.
import { shownStatus } from "../../shared/Badge";
import type { Appointment } from "../../shared/types";
import { moves, statuses } from "../../shared/words/en";

type Seen = Pick<Appointment, "status" | "outcome">;

export function meanwhile(seen: Seen, current: Seen): string {
  const before = shownStatus(seen);
  const after = shownStatus(current);
  return before === after ? moves.replanned : moves.meanwhile(statuses[after]);
}
