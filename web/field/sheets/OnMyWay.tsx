// On My Way in two taps: how long it takes is chosen already, and nothing has to be waited for.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/Icon";
import { Refusal } from "../../shared/refusal";
import { Sheet } from "../../shared/Sheet";
import type { Preview, Visit } from "../../shared/types";
import { onMyWay as words, reasons } from "../../shared/words/en";
import { go } from "../navigation";
import { toJob } from "../route";
import { isSilent, jobs, minutes, otherUnderWay, sheet } from "../state";
import { preview, setOut } from "../taps";
import { withoutText } from "../work/consent";
import { MinutesChips } from "./MinutesChips";
import "./OnMyWay.css";

type Props = { appointment: Visit; close: () => void };
type Told = Preview | "writing" | "silent";

export function OnMyWay({ appointment, close }: Props) {
  const takes = useSignal(minutes.value);
  const told = usePreview(appointment, takes.value);
  const other = otherUnderWay(appointment.id);
  const known = withoutText(appointment.customer, jobs.value[appointment.job_id]?.body.customer.opted_out);
  const why = known ?? (typeof told === "object" && !told.text ? told.reason : null);
  const send = async () => {
    if (!(await setOut(appointment, takes.value))) return;
    close();
    go(toJob(appointment));
    window.scrollTo(0, 0);
  };
  return (
    <Sheet title={words.title} lead={`${appointment.customer.name} · ${appointment.address.city}`} close={close}>
      {other && (
        <div class="other">
          <p>{words.stillOpen(other.title)}</p>
          <button class="button" onClick={() => (sheet.value = { is: "complete", appointment: other })}>{words.completeIt}</button>
        </div>
      )}
      <MinutesChips chosen={takes.value} choose={(chosen) => (takes.value = chosen)} />
      <Words told={told} why={why} />
      <button class="button big to-enroute" onClick={() => void send()}>
        <Icon name="enroute" size={22} />
        {why ? words.go : words.sendAndGo}
      </button>
      <button class="button plain" onClick={close}>{words.cancel}</button>
    </Sheet>
  );
}

function Words({ told, why }: { told: Told; why: string | null }) {
  if (why) return <p class="no-text" role="status">{words.noText(reasons[why] ?? reasons.other!)}</p>;
  if (told === "silent") return <p class="no-text" role="status">{words.offline}</p>;
  return (
    <figure class="preview" aria-live="polite">
      <figcaption>{words.preview}</figcaption>
      <blockquote>{typeof told === "object" ? told.text : words.writing}</blockquote>
    </figure>
  );
}

/** The very words, when they come; the sheet is whole without them. */
function usePreview(appointment: Visit, takes: number): Told {
  const told = useSignal<Told>(isSilent.value ? "silent" : "writing");
  useEffect(() => {
    let isWanted = true;
    preview(appointment, takes).then(
      (answer) => isWanted && (told.value = answer),
      (reason) => isWanted && reason instanceof Refusal && (told.value = "silent"),
    );
    return () => {
      isWanted = false;
    };
  }, [appointment.id, takes]);
  return told.value;
}

