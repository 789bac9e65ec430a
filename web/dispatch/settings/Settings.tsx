// Settings: whether texts can go out and what is missing, and all that the office has settled.
import { settings as words } from "../../shared/words/en";
import { readSettings, SETTINGS } from "../reading";
import { settings } from "../state";
import { Unread } from "../Unread";
import { Parts } from "./Parts";
import { Settled } from "./Settled";
import "./Settings.css";
import { Texts } from "./Texts";

export function Settings() {
  const settled = settings.value;
  return (
    <section class="Settings screen" aria-labelledby="settings-title">
      <header>
        <h1 id="settings-title" tabIndex={-1} data-arrive>{words.title}</h1>
        <Parts />
      </header>
      {!settled && <Unread path={SETTINGS} title={words.failed} retry={readSettings} />}
      {settled && (
        <div class="columns">
          <Texts settings={settled} />
          <Settled settings={settled} />
        </div>
      )}
    </section>
  );
}
