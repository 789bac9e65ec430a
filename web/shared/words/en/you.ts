// The person and their settings, in English.
import { things } from "./things";

export const you = {
  title: "You",
  directions: "Get Directions opens",
  apps: { google: "Google Maps", apple: "Apple Maps", waze: "Waze" },
  signOut: "Sign out",
  unsentTitle: "Sign out with work unsent?",
  unsent: (count: number) => `${things(count)} not sent yet. They stay on this device and go out when you sign in again.`,
  signOutAnyway: "Sign out anyway",
  stay: "Stay",
};
