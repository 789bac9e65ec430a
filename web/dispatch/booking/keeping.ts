// What is typed for a new job or appointment stays in this tab until it is saved or discarded, with the key it goes out under.
import { person } from "../../shared/session";
import type { Said } from "./said";

/** `isSent` when it went out and no answer came: until one does, nothing of it may be different. */
export type Kept<Draft> = { key: string; isSent: boolean; draft: Draft; said: Said };

const MARK = "booking ";

/** What it is for: a job by its id, or the one that is yet to be. */
export const NEW_JOB = "new";

export function kept<Draft>(of: string): Kept<Draft> | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(of)) ?? "null");
  } catch {
    return null;
  }
}

export function keep<Draft>(of: string, whole: Kept<Draft>): void {
  sessionStorage.setItem(nameOf(of), JSON.stringify(whole));
}

export function forget(of: string): void {
  sessionStorage.removeItem(nameOf(of));
}

/** Whoever signs out leaves no customer behind. */
export function forgetAll(): void {
  Object.keys(sessionStorage).filter((name) => name.startsWith(MARK)).forEach((name) => sessionStorage.removeItem(name));
}

function nameOf(of: string): string {
  return `${MARK}${person.peek()} ${of}`;
}
