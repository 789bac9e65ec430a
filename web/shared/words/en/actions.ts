// The three steps of an appointment, in English.
export const actions = {
  enroute: "On My Way",
  started: "Start Appointment",
  complete: "Complete",
} as const;
