// What the first screen does not need: one part, fetched as soon as that screen stands.
export { Contradictions } from "./jobs/Contradictions";
export { Install } from "./jobs/Install";
export { JobDetails } from "./job/JobDetails";
export { JobsMap } from "./jobs/JobsMap";
export { JustDone } from "./jobs/JustDone";
export { readAhead } from "./reading_ahead";
export { readJob } from "./reading_job";
export { wakeAll } from "./waking";
export { begin } from "./sheets/begin";
export { Sheets } from "./sheets/Sheets";
export { UpdateBar } from "./UpdateBar";
export { Waiting } from "./Waiting";
export { You } from "./You";
