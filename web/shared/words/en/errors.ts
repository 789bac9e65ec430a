// What this device cannot do, in English.
export const errors = {
  storage: "This device cannot keep what you tap. Free some space or leave private browsing, then open Field again.",
};
