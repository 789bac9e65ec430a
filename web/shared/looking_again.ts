// A text leaves by itself: whoever shows it looks again until it is known what became of it.
import { useEffect } from "preact/hooks";

const LOOK_AGAIN = 1000;

export function useLookingAgain(isGoing: boolean, job: string, read: (job: string) => Promise<void>): void {
  useEffect(() => {
    if (!isGoing) return;
    const timer = setInterval(() => void read(job), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [job, isGoing]);
}
