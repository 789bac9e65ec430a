// The customer's text: whether it went, when, in which words, and if not, why; and sending it once more.
import { useSignal } from "@preact/signals";
import { fateInWords } from "../../shared/fate_in_words";
import { useLookingAgain } from "../../shared/looking_again";
import type { Alert, Appointment } from "../../shared/types";
import { card as words, officeReasons } from "../../shared/words/en";
import { resend } from "../acts";
import { inWords } from "../in_words";
import { readJob } from "../reading";
import { Section } from "../Section";
import { Trouble } from "../Trouble";
import { ArrivesIn } from "./ArrivesIn";
import { useFate } from "./Fate";
import "./Text.css";

export function Text({ appointment }: { appointment: Appointment }) {
  const fate = useFate(appointment);
  const said = fate ? fateInWords(fate, appointment.time_zone, officeReasons) : words.noText;
  useLookingAgain(fate?.is === "going", appointment.job_id, readJob);
  const alert = fate && "alert" in fate ? fate.alert : null;
  return (
    <Section title={words.text} look="Text">
      <p class={fate ? `state is-${fate.is}` : "quiet"}>{said}</p>
      <p class="unseen" role="status">{fate?.is === "held" ? "" : said}</p>
      {fate?.is === "unknown" && <p class="quiet">{words.unknownLead}</p>}
      {alert?.text && <blockquote>{alert.text}</blockquote>}
      {alert && appointment.status === "enroute" && <Resend key={alert.id} appointment={appointment} alert={alert} />}
    </Section>
  );
}

function Resend({ appointment, alert }: { appointment: Appointment; alert: Alert }) {
  const minutes = useSignal<number | null>(null);
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const send = async () => {
    isBusy.value = true;
    trouble.value = "";
    await resend(appointment, alert, minutes.value).catch((refusal) => (trouble.value = inWords(refusal)));
    isBusy.value = false;
  };
  return (
    <>
      <Trouble said={trouble.value} />
      <div class="again">
        <button class="button" disabled={isBusy.value} onClick={() => void send()}>{alert.state === "skipped" ? words.sendNow : words.resend}</button>
        <ArrivesIn otherwise={words.asTold} minutes={minutes.value} set={(chosen) => (minutes.value = chosen)} />
      </div>
    </>
  );
}
