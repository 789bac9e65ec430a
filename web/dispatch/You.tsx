// The person: who is signed in, and signing out.
import { session, signOut } from "../shared/session";
import { office as words } from "../shared/words/en";
import { me } from "./state";

export function You() {
  return (
    <section class="You screen narrow" aria-labelledby="you-title">
      <header><h1 id="you-title" tabIndex={-1} data-arrive>{session.value?.name}</h1></header>
      <p class="quiet">{me.value?.email} · {me.value?.organization.brand}</p>
      <button class="button" onClick={() => void signOut()}>{words.signOut}</button>
    </section>
  );
}
