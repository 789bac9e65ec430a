// The day's jobs are read before anybody opens them, so that they open without signal, too.
import type { Card } from "../shared/types";
import { readJob } from "./reading_job";
import { dayBefore, days, isSilent, jobs, today } from "./state";
import { isUnderWay } from "./work/steps";

/** One after the other, and only what this phone does not know as its card says. */
export async function readAhead(): Promise<void> {
  for (const card of [...of(dayBefore.peek()).filter(isUnderWay), ...of(today.peek())]) {
    if (isSilent.peek()) return;
    if (!isKnown(card)) await readJob(card.job_id);
  }
}

function of(day: string): Card[] {
  return days.peek()[day]?.body ?? [];
}

function isKnown({ id, job_id: job, version }: Card): boolean {
  const known = jobs.peek()[job]?.body.appointments.find((each) => each.id === id);
  return known !== undefined && known.version >= version;
}
