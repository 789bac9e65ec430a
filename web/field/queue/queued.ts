// What a technician did, as it lies in the queue of this device until the office has it.
import type { ChangeBody, Status } from "../../shared/types";

export type Wish = Pick<ChangeBody, "status" | "outcome" | "arrival" | "notify">;

export type ChangeDraft = { kind: "change"; job: string; appointment: string; wish: Wish; from: Status };
export type NoteDraft = { kind: "note"; job: string; text: string };
export type PhotoDraft = { kind: "photo"; job: string; image: Blob };
export type Draft = ChangeDraft | NoteDraft | PhotoDraft;

/** Why it is still here: the last refusal, or silence. */
export type Trouble = { code: string; detail: string };

export type Envelope = {
  key: string;
  person: string;
  device: string;
  /** Counts everything this device ever queued. */
  sequence: number;
  /** When it happened, by this device's clock. */
  at: number;
  /** What it is about, in the job's own words. */
  title: string;
  attempts: number;
  /** It may have reached the office, whatever came back: from then on it keeps its words. */
  hasLeft: boolean;
  retryAt: number;
  trouble: Trouble | null;
  /** It does not go out by itself any more: a person decides. */
  parked: boolean;
};

export type Queued = Draft & Envelope;
export type QueuedChange = ChangeDraft & Envelope;
export type QueuedNote = NoteDraft & Envelope;
export type QueuedPhoto = PhotoDraft & Envelope;

export type Stamp = Pick<Envelope, "key" | "person" | "device" | "sequence" | "at" | "title">;

export function queued(draft: Draft, stamp: Stamp): Queued {
  return { ...draft, ...stamp, attempts: 0, hasLeft: false, retryAt: 0, trouble: null, parked: false };
}

export function isChange(item: Queued): item is QueuedChange {
  return item.kind === "change";
}

/** Nobody taps whether there is a text: that was decided when it was to go out. */
export function asTapped(wish: Wish): Wish {
  const { notify, ...tapped } = wish;
  return notify === undefined ? wish : tapped;
}

/** As it was tapped, if it went out as something else: an attempt that seemed to find no signal has arrived. */
export function inFirstWords(item: Queued): Queued | null {
  if (!isChange(item) || item.wish.notify === undefined) return null;
  return { ...item, wish: asTapped(item.wish), hasLeft: true, retryAt: 0 };
}

/** The changes of one appointment that are still to go out, in order. */
export function changesOf(queue: readonly Queued[], appointment: string): QueuedChange[] {
  return queue.filter(isChange).filter((item) => item.appointment === appointment && !item.parked);
}
