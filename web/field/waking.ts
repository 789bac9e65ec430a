// When the queue is sent: at each tap, with the signal, with a person who looks, and when the next try is due.
import { neighbours, reload } from "./queue/kept";
import { noticeLoss } from "./queue/loss";
import { mayBeHurried, triedAnew } from "./queue/refused";
import { alterQueued } from "./queue/storing";
import { take, type Answer } from "./reading_job";
import { inTurn, nextTry, sendDue } from "./sending";

const LONGEST_SLEEP = 60_000;
const SHORTEST_SLEEP = 250;

let sleeping: ReturnType<typeof setTimeout> | undefined;
let isAwaited = false;

neighbours.onmessage = ({ data }: MessageEvent<Answer | null>) => void follow(data);

/** Sends what is due. Called as often as anybody likes: one run at a time, and at most one that waits for it. */
export function wake(): void {
  if (isAwaited) return;
  isAwaited = true;
  void inTurn(drain);
}

/** The signal may be back, or the person: what waits for them waits no longer. */
export async function wakeAll(): Promise<void> {
  await alterQueued(mayBeHurried, triedAnew).catch(() => {});
  await reload();
  await noticeLoss().catch(() => {});
  wake();
}

/** Another tab's taps are everybody's to send: that tab may be closed at any moment. */
async function follow(answer: Answer | null): Promise<void> {
  if (answer) return take(answer);
  await reload();
  wake();
}

async function drain(): Promise<void> {
  isAwaited = false;
  let rest = LONGEST_SLEEP;
  try {
    await sendDue();
    rest = Math.min(Math.max(nextTry() - Date.now(), SHORTEST_SLEEP), LONGEST_SLEEP);
  } catch {
    // Nothing can be written on this device now. What is kept stays as it is, and is tried again.
  } finally {
    clearTimeout(sleeping);
    sleeping = setTimeout(wake, rest);
  }
}
