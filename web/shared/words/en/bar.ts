// The bar on top of every screen, in English.
export const bar = {
  waiting: "Waiting to send",
  count: (count: number) => `${count} waiting`,
  parkedCount: (count: number) => `${count} to look at`,
  offline: "No signal",
  you: (name: string) => `You: ${name}`,
};
