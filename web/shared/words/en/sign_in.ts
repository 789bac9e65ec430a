// Signing in, in English.
import { things } from "./things";

export const signIn = {
  title: "Sign in",
  lead: "Your appointments, your customers, one tap.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  ended: "Your session has ended. Sign in again.",
  stillWaiting: (count: number) => `${things(count)} still to be sent; nothing is lost.`,
  choose: "Choose a password",
  chooseLead: "You sign in for the first time. Choose a password of your own.",
  newPassword: "New password",
  save: "Save and sign in",
  show: "Show",
  hide: "Hide",
};
