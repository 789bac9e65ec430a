// Notify customer: ticked as the server would decide, with the very words that would go out, or why none would.
import { batch, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Appointment, Preview } from "../../shared/types";
import { moves as words, officeReasons } from "../../shared/words/en";
import { preview, type Wish } from "../acts";
import { inWords } from "../in_words";
import { ArrivesIn } from "./ArrivesIn";
import "./Notify.css";

/** `notify` is null until the person has said. */
export type Notice = { notify: boolean | null; minutes: number | null };

type Props = { appointment: Appointment; wish: Omit<Wish, "status">; notice: Notice; set: (notice: Notice) => void };

/** What a dispatcher's tick overrules. */
const OVERRULED = new Set(["duplicate", "correction", "not_requested"]);

export function Notify({ appointment, wish, notice, set }: Props) {
  const { notify, minutes } = notice;
  const { told, isWriting } = usePreview(appointment, {
    reason: words.correct,
    ...wish,
    status: "enroute",
    ...(notify ? { notify } : {}),
    ...(minutes ? { arrival: { minutes } } : {}),
  });
  const isOffered = typeof told !== "object" || told.text !== null || OVERRULED.has(told.reason ?? "");
  const isTicked = isOffered && (notify ?? (typeof told === "object" && told.text !== null));
  return (
    <div class="Notify">
      <label class="option">
        <input type="checkbox" checked={isTicked} disabled={!isOffered} onChange={(event) => set({ ...notice, notify: event.currentTarget.checked })} />
        {words.notify}
      </label>
      <ArrivesIn otherwise={words.asPlanned} minutes={minutes} set={(chosen) => set({ ...notice, minutes: chosen })} />
      <Words told={isWriting ? words.writing : told} isQuiet={notify === false} />
    </div>
  );
}

function Words({ told, isQuiet }: { told: Preview | string; isQuiet: boolean }) {
  if (isQuiet) return <p class="words" role="status">{words.quiet}</p>;
  if (typeof told === "string") return <p class="words" role="status">{told}</p>;
  if (!told.text) return <p class="words" role="status">{told.refusal ?? words.noText(officeReasons[told.reason ?? ""] ?? officeReasons.other!)}</p>;
  return (
    <figure class="words" aria-live="polite">
      <figcaption>{words.reads}</figcaption>
      <blockquote>{told.text}</blockquote>
    </figure>
  );
}

/** Asked again whenever something about the wish is different; what is told of another wish is not shown as of this one. */
function usePreview(appointment: Appointment, body: Wish): { told: Preview | string; isWriting: boolean } {
  const told = useSignal<Preview | string>(words.writing);
  const answered = useSignal("");
  const asked = JSON.stringify([appointment.id, appointment.version, body]);
  useEffect(() => {
    let isWanted = true;
    const take = (answer: Preview | string) => {
      if (isWanted) batch(() => ([told.value, answered.value] = [answer, asked]));
    };
    preview(appointment, body).then(take, (refusal) => take(inWords(refusal)));
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return { told: told.value, isWriting: answered.value !== asked };
}
