// Without signal: from when what is shown is.
import { Icon } from "../shared/Icon";
import { clock, dayOf, moment, ownZone } from "../shared/times";
import { jobs as words } from "../shared/words/en";
import "./Saved.css";
import { deviceTime, isSilent } from "./state";
import type { Copy } from "./storage";

export function Saved({ copy }: { copy: Copy<unknown> }) {
  if (!isSilent.value) return null;
  const zone = ownZone();
  const inWords = dayOf(copy.at, zone) === dayOf(deviceTime.value, zone) ? clock : moment;
  return <p class="Saved"><Icon name="offline" size={18} />{words.saved(inWords(copy.at, zone))}</p>;
}
