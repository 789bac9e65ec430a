// Technician and time of an appointment, in English.
export const plan = {
  title: "Technician and time",
  change: "Change",
  technician: "Technician",
  nobody: "Nobody yet",
  day: "Day",
  starts: "Starts",
  ends: "Ends",
  work: "Planned work",
  window: "Promised to the customer",
  windowFrom: "Promised from",
  windowTo: "to",
  zone: (zone: string) => `Times of the address (${zone})`,
  now: (what: string) => `It is now: ${what}`,
};
