// What is typed for a new job or appointment stays in this tab until it is saved or discarded, with the key it goes out under.
import { person } from "../../shared/session";
import type { Said } from "./said";

/** `isSent` when it went out and no answer came: until one does, nothing of it may be different. */
export type Kept<Draft> = { key: string; isSent: boolean; draft: Draft; said: Said };

const MARK = "booking ";

/** Whose it is and what for: an appointment of a job, or a job that is yet to be. */
export function nameOf(job: string | null): string {
  return `${MARK}${person.peek()} ${job ?? "new"}`;
}

export function kept<Draft>(name: string): Kept<Draft> | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

export function keep<Draft>(name: string, whole: Kept<Draft>): void {
  sessionStorage.setItem(name, JSON.stringify(whole));
}

export function forget(name: string): void {
  sessionStorage.removeItem(name);
}

/** Whoever signs out leaves no customer behind. */
export function forgetAll(): void {
  Object.keys(sessionStorage).filter((name) => name.startsWith(MARK)).forEach((name) => sessionStorage.removeItem(name));
}
