// Whether texts can go out: what is in place, what is missing and where it is mended; turning them off asks first.
import { useSignal } from "@preact/signals";
import { Icon } from "../../shared/Icon";
import { Sheet } from "../../shared/Sheet";
import type { Settings } from "../../shared/types";
import { readiness as checks, settings as words } from "../../shared/words/en";
import { inWords } from "../in_words";
import { toPeople } from "../route";
import { Section } from "../Section";
import { settle } from "../settling";
import { Sign } from "../Sign";
import { me, people } from "../state";
import { Trouble } from "../Trouble";
import { readinessOf, type Check } from "../work/readiness";
import { settingsOf, settingsDraftOf } from "../work/settings_draft";
import { checkInWords } from "./check_in_words";

export function Texts({ settings }: { settings: Settings }) {
  const asks = useSignal(false);
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const found = readinessOf(settings, me.value!.all_texts_off, people.value);
  const missing = found.filter(({ isMet }) => !isMet).length;
  const turn = async (on: boolean) => {
    isBusy.value = true;
    trouble.value = "";
    const body = { ...settingsOf(settings, settings, settingsDraftOf(settings)), texts_on: on };
    await settle(body).then(() => (asks.value = false), (refusal) => (trouble.value = inWords(refusal)));
    isBusy.value = false;
  };
  return (
    <Section title={words.texts} look="Texts">
      <p class={`state ${missing ? "is-missing" : ""}`} role="status">{missing ? checks.missing(missing) : checks.ready}</p>
      <ul>{found.map((check) => <Found key={check.of} check={check} settings={settings} />)}</ul>
      {settings.texts_on && <button class="button" onClick={() => (asks.value = true)}>{words.turnOff}</button>}
      {!settings.texts_on && <button class="button primary" disabled={isBusy.value} onClick={() => void turn(true)}>{words.turnOn}</button>}
      {!asks.value && <Trouble said={trouble.value} />}
      <div class="unseen-here">
        <h3>{checks.unseen}</h3>
        <p class="quiet">{checks.unseenLead}</p>
      </div>
      {asks.value && settings.texts_on && (
        <Sheet title={words.offTitle} lead={words.offLead} close={() => (asks.value = false)}>
          <Trouble said={trouble.value} />
          <div class="buttons">
            <button class="button" onClick={() => (asks.value = false)}>{words.keepOn}</button>
            <button class="button danger" disabled={isBusy.value} onClick={() => void turn(false)}>{words.doTurnOff}</button>
          </div>
        </Sheet>
      )}
    </Section>
  );
}

function Found({ check, settings }: { check: Check; settings: Settings }) {
  const { isMet, of } = check;
  return (
    <li class={isMet ? "is-met" : "is-missing"}>
      {isMet ? <Icon name="complete" size={18} /> : <Sign name="alert" size={18} />}
      <p>
        <span class="unseen">{isMet ? checks.met : checks.unmet} </span>
        {checkInWords(check, settings, people.value)}
        {of === "technicians" && !isMet && <>{" "}<a href={toPeople}>{checks.technicians.mend}</a></>}
      </p>
    </li>
  );
}
