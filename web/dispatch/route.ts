// Which screen an address means, which card lies over it, and the addresses of both.
import type { Address } from "../shared/navigation";

export const BASE = "/dispatch/";

const DAY = /[?&]date=(\d{4}-\d{2}-\d{2})(&|$)/;

export type Screen =
  | { is: "jobs" }
  | { is: "job"; job: string }
  | { is: "new job" }
  | { is: "new appointment"; of: string }
  | { is: "schedule"; day: string | null }
  | { is: "attention" }
  | { is: "settings" }
  | { is: "people" }
  | { is: "you" };
export type Opens = "status" | "plan" | null;
export type OpenCard = { job: string; appointment: string; opens: Opens };
export type Route = { screen: Screen; card: OpenCard | null };

export const toJobs = BASE;
/** Of a day, or of the one that it is. */
export const toSchedule = (day: string | null = null) => `${BASE}schedule${day ? `?date=${day}` : ""}`;
export const toAttention = `${BASE}attention`;
export const toYou = `${BASE}you`;
export const toSettings = `${BASE}settings`;
export const toPeople = `${BASE}people`;
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
  return { screen: screenOf(card ? (over ?? toJob(card.job)) : path + search), card };
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
function screenOf(to: string): Screen {
  const [first, job] = parts(to);
  if (first === "jobs" && job) return { is: "job", job };
  if (first === "schedule") return { is: "schedule", day: DAY.exec(to)?.[1] ?? null };
  if (first === "new") return job ? { is: "new appointment", of: job } : { is: "new job" };
  return { is: first === "attention" || first === "you" || first === "settings" || first === "people" ? first : "jobs" };
}

function parts(path: string): string[] {
  return path.split("?")[0]!.slice(BASE.length).split("/");
}
