// Complete: exactly two choices, and one tap on either is all.
import { Icon } from "../../shared/Icon";
import { Sheet } from "../../shared/Sheet";
import type { Outcome, Visit } from "../../shared/types";
import { complete as words } from "../../shared/words/en";
import { go } from "../navigation";
import { toJobs } from "../route";
import { chosenDay, justDone } from "../state";
import { change } from "../taps";
import "./Complete.css";

type Props = { appointment: Visit; close: () => void };

export function Complete({ appointment, close }: Props) {
  const choose = async (outcome: Outcome) => {
    if (!(await change(appointment, { status: "complete", outcome }))) return;
    close();
    justDone.value = { about: appointment, outcome };
    chosenDay.value = null;
    go(toJobs);
  };
  return (
    <Sheet title={words.title} lead={appointment.title} close={close}>
      <button class="button choice follow-up" onClick={() => void choose("follow_up")}><Icon name="paused" size={26} />{words.followUp}</button>
      <button class="button choice done" onClick={() => void choose("done")}><Icon name="complete" size={26} />{words.done}</button>
      <button class="button plain" onClick={close}>{words.cancel}</button>
    </Sheet>
  );
}
