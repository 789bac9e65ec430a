// Parts of Field that come when they are needed: signing in, and all that the first screen does without.
import { signal, type Signal } from "@preact/signals";

export const rest = signal<typeof import("./rest") | null>(null);
export const signIn = signal<typeof import("../shared/SignIn") | null>(null);

export const streetMap = signal<typeof import("./map/StreetMap") | null>(null);

export const fetchRest = () => fetchInto(rest, () => import("./rest"));
export const fetchSignIn = () => fetchInto(signIn, () => import("../shared/SignIn"));
export const fetchStreetMap = () => fetchInto(streetMap, () => import("./map/StreetMap"));

/** Without signal it comes from the copy that the service worker keeps; before there is one, when signal is back. */
async function fetchInto<Part>(part: Signal<Part | null>, fetching: () => Promise<Part>): Promise<Part> {
  try {
    return (part.value = part.peek() ?? (await fetching()));
  } catch {
    await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
    return fetchInto(part, fetching);
  }
}
