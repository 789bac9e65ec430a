// What a phone sent later and the office had set meanwhile, in English.
export const contradictions = {
  title: "Your office had set something else",
  lead: "Both are recorded. Your office looks into it.",
  you: "You",
  office: "Office",
  givenTo: (name: string) => `Given to ${name}`,
  takenBack: "Given to nobody yet",
  open: "Open job",
  seen: "OK",
};
