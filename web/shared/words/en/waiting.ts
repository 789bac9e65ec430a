// What waits to be sent, as the first screen says it, in English.
export const waiting = {
  title: "Waiting to send",
  count: (count: number) => `${count} waiting`,
  parkedCount: (count: number) => `${count} to look at`,
  offline: "No signal",
};
