// What was not kept, or is kept no longer: above everything, until the person has understood it.
import { Sheet } from "../../shared/Sheet";
import { keeping as words } from "../../shared/words/en";
import { lost, notKept, understood } from "../queue/loss";

export function Lost() {
  if (lost.value) return <Told title={words.lostTitle} lead={words.lost(lost.value)} close={understood} />;
  if (notKept.value) return <Told title={words.notKeptTitle} lead={words.notKept} close={() => (notKept.value = false)} />;
  return null;
}

function Told({ title, lead, close }: { title: string; lead: string; close: () => void }) {
  return (
    <Sheet title={title} lead={<span role="alert">{lead}</span>} close={close}>
      <button class="button primary big" onClick={close}>{words.understood}</button>
    </Sheet>
  );
}
