// What the banner offers of all that the server allows: the way ahead, and apart from it what corrects.
import type { Outcome, Status } from "../../shared/types";

export type Choice = { status: Status; outcome: Outcome | null };
type Standing = Choice & { allowed: Status[] };

const WAY: readonly Status[] = ["draft", "scheduled", "enroute", "started", "complete"];
const OUTCOMES: readonly Outcome[] = ["follow_up", "done"];

export function offered(standing: Standing): { ahead: Choice[]; corrections: Choice[] } {
  const choices = standing.allowed.flatMap(outcomesOf).concat(otherOutcome(standing));
  return {
    ahead: choices.filter((choice) => !corrects(standing.status, choice.status)),
    corrections: choices.filter((choice) => corrects(standing.status, choice.status)),
  };
}

function outcomesOf(status: Status): Choice[] {
  return status === "complete" ? OUTCOMES.map((outcome) => ({ status, outcome })) : [{ status, outcome: null }];
}

function otherOutcome({ status, outcome }: Choice): Choice[] {
  return status === "complete" ? outcomesOf(status).filter((choice) => choice.outcome !== outcome) : [];
}

/** Only where it is shown is decided here; whether a reason is owed is the server's to say. */
function corrects(from: Status, to: Status): boolean {
  if (from === to) return false;
  if (from === "complete" || from === "canceled") return true;
  return to !== "canceled" && WAY.indexOf(to) < WAY.indexOf(from);
}
