// The statuses of an appointment, in English.
export const statuses = {
  draft: "Draft",
  scheduled: "Scheduled",
  enroute: "En Route",
  started: "Started",
  paused: "Paused",
  complete: "Complete",
  canceled: "Canceled",
} as const;
