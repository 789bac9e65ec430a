// The person: who is signed in, which app shows the way, and signing out.
import { useSignal } from "@preact/signals";
import { Icon } from "../shared/Icon";
import { session, signOut } from "../shared/session";
import { Sheet } from "../shared/Sheet";
import { details, you as words } from "../shared/words/en";
import { go } from "./navigation";
import { forgetCopies } from "./queue/storing";
import { toJobs } from "./route";
import { mapsApp, me, queue } from "./state";
import { choose } from "./taps";
import type { MapsApp } from "./work/directions";
import "./You.css";

export function You() {
  const isAsking = useSignal(false);
  const leave = async () => {
    go(toJobs);
    await Promise.all([session.value && forgetCopies(session.value.person), signOut()]);
  };
  return (
    <section class="You screen" aria-labelledby="you-title">
      <a class="back" href={toJobs}><Icon name="back" size={22} />{details.back}</a>
      <header><h1 id="you-title" tabIndex={-1} data-arrive>{words.title}</h1></header>
      <div class="panel part">
        <p class="name">{session.value?.name}</p>
        <p class="quiet">{me.value && `${me.value.email} · ${me.value.organization.brand}`}</p>
      </div>
      <fieldset class="panel part">
        <legend>{words.directions}</legend>
        {Object.entries(words.apps).map(([app, name]) => (
          <label key={app}>
            <input type="radio" name="maps" checked={mapsApp.value === app} onChange={() => void choose(app as MapsApp)} />
            {name}
          </label>
        ))}
      </fieldset>
      <button class="button big" onClick={() => (queue.value.length ? (isAsking.value = true) : void leave())}>{words.signOut}</button>
      {isAsking.value && (
        <Sheet title={words.unsentTitle} lead={words.unsent(queue.value.length)} close={() => (isAsking.value = false)}>
          <button class="button danger big" onClick={() => void leave()}>{words.signOutAnyway}</button>
          <button class="button plain" onClick={() => (isAsking.value = false)}>{words.stay}</button>
        </Sheet>
      )}
    </section>
  );
}
