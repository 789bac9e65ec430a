// This person's last move, kept in this tab: it can be taken back after the page was loaded anew, too.
import { person } from "../../shared/session";
import { made, type Made } from "../state";

export function keepMove(move: Made | null): void {
  made.value = move;
  sessionStorage.setItem(ownName(), JSON.stringify(move));
}

/** For whoever is here now; nobody takes back what somebody else did. */
export function recallMove(): void {
  made.value = JSON.parse(sessionStorage.getItem(ownName()) ?? "null");
}

function ownName(): string {
  return `last move ${person.peek()}`;
}
