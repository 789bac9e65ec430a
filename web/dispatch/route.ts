// Which screen an address means, which card lies over it, and the addresses of both.
import type { Address } from "../shared/navigation";

export const BASE = "/dispatch/";

export type Screen =
  | { is: "jobs" }
  | { is: "job"; job: string }
  | { is: "new job" }
  | { is: "new appointment"; of: string }
  | { is: "attention" }
  | { is: "you" };
export type Opens = "status" | "plan" | null;
export type OpenCard = { job: string; appointment: string; opens: Opens };
export type Route = { screen: Screen; card: OpenCard | null };

export const toJobs = BASE;
export const toAttention = `${BASE}attention`;
export const toYou = `${BASE}you`;
export const toNewJob = `${BASE}new`;
export const toJob = (job: string) => `${BASE}jobs/${job}`;
export const toNewAppointment = (job: string) => `${toNewJob}/${job}`;

/** `opens` is what the card shows open at once. */
export function toCard({ job_id, id }: { job_id: string; id: string }, opens: Opens = null): string {
  return `${toJob(job_id)}/${id}${opens ? `?open=${opens}` : ""}`;
}

/** A card lies over the screen that it was opened from, or over its job. */
export function routeOf({ path, search, over }: Address): Route {
  const card = cardOf(path, search);
  return { screen: screenOf(card ? (over ?? toJob(card.job)) : path), card };
}

/** Only a new screen takes the focus to its heading; a card has a focus of its own. */
export function screenKey(address: Address): string {
  const { screen } = routeOf(address);
  return "job" in screen ? toJob(screen.job) : screen.is;
}

function cardOf(path: string, search: string): OpenCard | null {
  const [first, job, appointment] = parts(path);
  if (first !== "jobs" || !job || !appointment) return null;
  const opens = new URLSearchParams(search).get("open");
  return { job, appointment, opens: opens === "status" || opens === "plan" ? opens : null };
}

/** Whatever is no screen is the list of jobs. */
function screenOf(path: string): Screen {
  const [first, job] = parts(path);
  if (first === "jobs" && job) return { is: "job", job };
  if (first === "new") return job ? { is: "new appointment", of: job } : { is: "new job" };
  return { is: first === "attention" || first === "you" ? first : "jobs" };
}

function parts(path: string): string[] {
  return path.split("?")[0]!.slice(BASE.length).split("/");
}
