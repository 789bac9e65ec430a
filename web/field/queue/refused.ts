// What a refusal does to a queued thing: try again later, or wait for a person.
import { NO_ANSWER, Refusal } from "../../shared/refusal";
import { inFirstWords, type Queued } from "./queued";

const FIRST_WAIT = 1000;
export const LONGEST_WAIT = 60_000;
const TOO_MANY = 429;
const UNAUTHORIZED = 401;
const FILE_IS_MISSING = "not_uploaded";
const UNKNOWN_PERSON = "unauthorized";
const OTHER_WORDS = "idempotency_mismatch";

/** `chance` is drawn between 0 and 1: devices that lost signal together do not come back together. */
export function afterRefusal(item: Queued, refusal: Refusal, now: number, chance: number): Queued {
  const tried = { ...item, attempts: item.attempts + 1, trouble: { code: refusal.code, detail: refusal.message } };
  const first = refusal.code === OTHER_WORDS && inFirstWords(tried);
  if (first) return first;
  if (!mayPassLater(refusal)) return { ...tried, parked: true };
  return { ...tried, retryAt: now + wait(tried.attempts, refusal.retryAfter, chance) };
}

/** Whoever asks next would hear the same: nobody answers, the session is over, it was too much at once. */
export function concernsAll({ isSilence, status }: Refusal): boolean {
  return isSilence || status === UNAUTHORIZED || status === TOO_MANY;
}

/** What waits beside one that was refused waits as long, for the same reason. */
export function heldBack(item: Queued, { retryAt, trouble }: Queued): Queued {
  return item.parked || item.retryAt >= retryAt ? item : { ...item, retryAt, trouble };
}

/** Signal, or a person who has signed in again, is worth a try where that was missing; a busy server says itself when. */
export function mayBeHurried({ parked, retryAt, trouble }: Queued): boolean {
  return !parked && retryAt > 0 && (trouble?.code === NO_ANSWER || trouble?.code === UNKNOWN_PERSON);
}

/** A person, or the signal's return, says that now is a good time. */
export function triedAnew(item: Queued): Queued {
  return { ...item, retryAt: 0, parked: false };
}

export function mayPassLater(refusal: Refusal): boolean {
  const { status, code } = refusal;
  return refusal.isSilence || status === UNAUTHORIZED || status === TOO_MANY || status >= 500 || code === FILE_IS_MISSING;
}

function wait(attempts: number, retryAfter: number | null, chance: number): number {
  const doubled = Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
  return Math.min(Math.max(doubled * (0.5 + chance / 2), (retryAfter ?? 0) * 1000), LONGEST_WAIT);
}
