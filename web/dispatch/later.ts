// Parts of Dispatch that come when they are needed: signing in, and all that the list of jobs does without.
import { signal } from "@preact/signals";
import { fetchInto } from "../shared/later";

export const rest = signal<typeof import("./rest") | null>(null);
export const signIn = signal<typeof import("../shared/SignIn") | null>(null);

export const fetchRest = () => fetchInto(rest, () => import("./rest"));
export const fetchSignIn = () => fetchInto(signIn, () => import("../shared/SignIn"));
