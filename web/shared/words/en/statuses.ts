// The statuses of an appointment and of a job, in English.
export const statuses = {
  draft: "Draft",
  scheduled: "Scheduled",
  enroute: "En Route",
  started: "Started",
  paused: "Paused",
  complete: "Complete",
  canceled: "Canceled",
} as const;

export const jobStatuses = {
  unscheduled: "Unscheduled",
  scheduled: "Scheduled",
  in_progress: "In progress",
  paused: "Paused",
  complete: "Complete",
  canceled: "Canceled",
} as const;
