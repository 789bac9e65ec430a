// What became of the customer's text, and what can be done about it.
import { fateInWords } from "../../shared/fate_in_words";
import { useLookingAgain } from "../../shared/looking_again";
import type { Appointment, Card } from "../../shared/types";
import { details, texts as words } from "../../shared/words/en";
import type { Laid } from "../queue/overlay";
import { readJob } from "../reading_job";
import { isSilent, now, sheet } from "../state";
import { undo } from "../taps";
import { stepBack } from "../work/steps";
import { mayStillBeHeld, textState, type TextState } from "../work/text_state";
import "./TextLine.css";

type Props = { shown: Laid<Card> | Laid<Appointment>; appointment: Laid<Appointment> | undefined };

export function TextLine({ shown, appointment }: Props) {
  const state = textStateOf(shown, appointment);
  useLookingAgain(state?.is === "going", shown.job_id, readJob);
  const back = stepBack(shown);
  const said = state ? inWords(state, shown.time_zone) : "";
  return (
    <div class="TextLine">
      <p>{said}</p>
      <p class="unseen" role="status">{state?.is === "held" ? "" : said}</p>
      {back && mayStillBeHeld(state) && <button class="button" onClick={() => void undo(shown, back)}>{details.undo}</button>}
      {appointment && state && <Resend appointment={appointment} state={state} />}
    </div>
  );
}

/** Before the job's details are here, its card tells what it can. */
export function textStateOf(shown: Props["shown"], appointment: Props["appointment"]): TextState | null {
  return textState(appointment ?? { ...shown, alert: null, timeline: [] }, now.value);
}

function Resend({ appointment, state }: { appointment: Laid<Appointment>; state: TextState }) {
  if (!("alert" in state) || !state.alert) return null;
  const { alert } = state;
  const open = () => (sheet.value = { is: "resend", appointment, alert });
  return <button class="button" onClick={open}>{state.is === "sent" ? words.newTime : words.sendNow}</button>;
}

function inWords(state: TextState, zone: string): string {
  switch (state.is) {
    case "unsent":
      return isSilent.value ? words.waiting : words.sending;
    case "waiting":
      return words.waiting;
    default:
      return fateInWords(state, zone);
  }
}
