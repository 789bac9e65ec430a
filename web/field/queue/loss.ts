// What could not be kept on this device, and what was kept and is lost: noticed, so that the person is told.
import { effect, signal } from "@preact/signals";
import { unsent } from "../state";
import { setting } from "../storage";

type Noted = { device: string; unsent: number };

/** Beside the database, for when that is gone: what it was called and how much waited in it. */
const NOTE = "field.kept";

/** What was tapped last is not kept: nobody must believe that it is. */
export const notKept = signal(false);
/** How much had not been sent when the database was lost. */
export const lost = signal(0);

effect(() => void note(unsent.value).catch(() => {}));

export async function noticeLoss(): Promise<void> {
  const noted = readNote();
  if (noted?.unsent && noted.device !== (await setting<string>("device"))) lost.value = noted.unsent;
}

export function understood(): void {
  lost.value = 0;
  localStorage.removeItem(NOTE);
}

async function note(count: number): Promise<void> {
  await noticeLoss();
  const device = await setting<string>("device");
  if (device && !lost.value) localStorage.setItem(NOTE, JSON.stringify({ device, unsent: count } satisfies Noted));
}

function readNote(): Noted | null {
  try {
    return JSON.parse(localStorage.getItem(NOTE) ?? "null");
  } catch {
    return null;
  }
}
