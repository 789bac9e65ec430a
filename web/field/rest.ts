// What the first screen does not need: one part, fetched as soon as that screen stands.
export { JobDetails } from "./job/JobDetails";
export { JobsMap } from "./jobs/JobsMap";
export { JustDone } from "./jobs/JustDone";
export { wakeAll } from "./sending";
export { begin } from "./sheets/begin";
export { Sheets } from "./sheets/Sheets";
export { Waiting } from "./Waiting";
export { You } from "./You";
