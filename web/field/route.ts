// Which screen an address means, and the addresses of the screens.

export const BASE = "/field/";

export type Route =
  | { screen: "jobs" }
  | { screen: "job"; job: string; appointment: string }
  | { screen: "waiting" }
  | { screen: "you" };

export const toJobs = BASE;
export const toWaiting = `${BASE}waiting`;
export const toYou = `${BASE}you`;
export const toJob = ({ job_id, id }: { job_id: string; id: string }) => `${BASE}jobs/${job_id}/${id}`;

/** Whatever is no screen is the list of jobs. */
export function routeOf(path: string): Route {
  const [first, job, appointment] = path.slice(BASE.length).split("/");
  if (first === "jobs" && job && appointment) return { screen: "job", job, appointment };
  return { screen: first === "waiting" || first === "you" ? first : "jobs" };
}
