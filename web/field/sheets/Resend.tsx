// The text once more, with a new time: only because a person asks for it, and only with signal.
import { useSignal } from "@preact/signals";
import { inWords } from "../../shared/in_words";
import { Sheet } from "../../shared/Sheet";
import type { Alert, Visit } from "../../shared/types";
import { onMyWay, texts as words } from "../../shared/words/en";
import { minutes } from "../state";
import { resend } from "../taps";
import { MinutesChips } from "./MinutesChips";

type Props = { appointment: Visit; alert: Alert; close: () => void };

export function Resend({ appointment, alert, close }: Props) {
  const takes = useSignal(minutes.value);
  const key = useSignal(crypto.randomUUID());
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const choose = (chosen: number) => {
    takes.value = chosen;
    key.value = crypto.randomUUID();
  };
  const send = async () => {
    isBusy.value = true;
    await resend(appointment, alert, takes.value, key.value).then(close, (reason) => {
      trouble.value = `${words.resendFailed} ${inWords(reason)}`;
      isBusy.value = false;
    });
  };
  return (
    <Sheet title={alert.state === "sent" ? words.newTime : words.sendNow} lead={words.resendLead} close={close}>
      <MinutesChips chosen={takes.value} choose={choose} />
      {trouble.value && <p class="trouble" role="alert">{trouble.value}</p>}
      <button class="button big to-enroute" disabled={isBusy.value} onClick={() => void send()}>{words.send}</button>
      <button class="button plain" onClick={close}>{onMyWay.cancel}</button>
    </Sheet>
  );
}
