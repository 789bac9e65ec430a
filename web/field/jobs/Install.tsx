// Field on the home screen: suggested below the day's jobs until a person has answered, and never again.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { install as words } from "../../shared/words/en";
import { settle } from "../queue/storing";
import { BASE } from "../route";
import { offer } from "../state";
import { setting } from "../storage";
import "./Install.css";

const ANSWERED = "install answered";

export function Install() {
  const isOpen = useSignal(false);
  useEffect(() => void setting<boolean>(ANSWERED).then((isAnswered) => (isOpen.value = !isAnswered)), []);
  const isByHand = hasToBeDoneByHand(navigator);
  if (!isOpen.value || (!offer.value && !isByHand)) return null;
  const answer = () => {
    isOpen.value = false;
    void settle(ANSWERED, true);
  };
  const install = async () => {
    await offer.value?.prompt();
    answer();
  };
  return (
    <section class="Install panel" aria-labelledby="install">
      <img src={`${BASE}icon.svg`} alt="" width="48" height="48" />
      <div>
        <h2 id="install">{words.title}</h2>
        <p class="quiet">{isByHand ? words.byHand : words.lead}</p>
      </div>
      <div class="buttons">
        {!isByHand && <button class="button primary" onClick={() => void install()}>{words.install}</button>}
        <button class="button plain" onClick={answer}>{words.dismiss}</button>
      </div>
    </section>
  );
}

/** Apple's phones offer nothing to a page; they tell it, as no other does, whether it stands alone. */
function hasToBeDoneByHand(browser: Navigator & { standalone?: boolean }): boolean {
  return browser.standalone === false;
}
