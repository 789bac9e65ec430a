// Putting Field on the home screen, in English.
export const install = {
  title: "Field on your home screen",
  lead: "One tap away, and it opens without signal.",
  byHand: "Tap Share, then Add to Home Screen. It opens without signal, too.",
  install: "Install",
  dismiss: "Not now",
};
