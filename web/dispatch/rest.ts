// What the list of jobs does without: one part, fetched as soon as somebody is signed in.
export { Attention } from "./attention/Attention";
export { NewAppointment } from "./booking/NewAppointment";
export { NewJob } from "./booking/NewJob";
export { Card } from "./card/Card";
export { Job } from "./job/Job";
export { Schedule } from "./schedule/Schedule";
export { People } from "./people/People";
export { FirstSteps } from "./settings/FirstSteps";
export { Settings } from "./settings/Settings";
export { You } from "./You";
