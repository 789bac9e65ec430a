// All that a change of status can carry, and the statuses themselves: one click on any sets it.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { shownStatus } from "../../shared/Badge";
import { Icon } from "../../shared/Icon";
import { Refusal } from "../../shared/refusal";
import type { Appointment } from "../../shared/types";
import { moves as words, statuses } from "../../shared/words/en";
import { move, type Wish } from "../acts";
import { inWords } from "../in_words";
import { Trouble } from "../Trouble";
import { meanwhile } from "../work/meanwhile";
import { offered, type Choice } from "../work/moves";
import { Notify, type Notice } from "./Notify";
import { Reason } from "./Reason";
import "./StatusPanel.css";
import { When } from "./When";

export function StatusPanel({ appointment, close }: { appointment: Appointment; close: () => void }) {
  const at = useSignal<string | null>(null);
  const reason = useSignal("");
  const notice = useSignal<Notice>({ notify: null, minutes: null });
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const { ahead, corrections } = offered(appointment);
  const isCorrecting = corrections.some(({ status }) => status === "enroute");
  const wish = { ...(at.value ? { occurred_at: at.value } : {}), ...(reason.value && isCorrecting ? { reason: reason.value } : {}) };
  const set = async (choice: Choice, corrects: boolean) => {
    if (corrects && !reason.value) return void (trouble.value = words.needsReason);
    isBusy.value = true;
    trouble.value = "";
    await move(appointment, wishOf(choice, at.value, corrects ? reason.value : "", notice.value)).then(close, (refusal) => {
      trouble.value = said(refusal, appointment);
    });
    isBusy.value = false;
  };
  const notify = <Notify appointment={appointment} wish={wish} notice={notice.value} set={(chosen) => (notice.value = chosen)} />;
  const button = (choice: Choice, corrects = false) => (
    <SetTo key={choice.outcome ?? choice.status} choice={choice} isBusy={isBusy.value} set={() => void set(choice, corrects)}>
      {choice.status === "enroute" && notify}
    </SetTo>
  );
  return (
    <div class="StatusPanel">
      <When zone={appointment.time_zone} at={at.value} set={(chosen) => (at.value = chosen)} />
      {!appointment.technician && <p class="hint">{words.needsTechnician}</p>}
      <div class="choices" role="group" aria-label={words.set}>{ahead.map((choice) => button(choice))}</div>
      <Trouble said={trouble.value} />
      {corrections.length > 0 && (
        <details open={ahead.length === 0}>
          <summary>{words.correct}</summary>
          <p class="quiet">{words.correctLead}</p>
          <Reason reason={reason.value} set={(given) => (reason.value = given)} />
          <div class="choices" role="group" aria-label={words.set}>{corrections.map((choice) => button(choice, true))}</div>
        </details>
      )}
    </div>
  );
}

type SetToProps = { choice: Choice; isBusy: boolean; set: () => void; children: ComponentChildren };

function SetTo({ choice, isBusy, set, children }: SetToProps) {
  const shown = shownStatus(choice);
  return (
    <div class={`SetTo ${children ? "with-notice" : ""}`}>
      <button class={`button of-${shown}`} disabled={isBusy} onClick={set}>
        <span class={`dot is-${shown}`}><Icon name={shown} size={18} /></span>
        {choice.outcome ? words.outcomes[choice.outcome] : statuses[shown]}
      </button>
      {children}
    </div>
  );
}

function wishOf({ status, outcome }: Choice, at: string | null, reason: string, { notify, minutes }: Notice): Wish {
  const told = status === "enroute" ? { ...(notify === null ? {} : { notify }), ...(minutes ? { arrival: { minutes } } : {}) } : {};
  return { status, ...(outcome ? { outcome } : {}), ...(at ? { occurred_at: at } : {}), ...(reason ? { reason } : {}), ...told };
}

function said(refusal: unknown, seen: Appointment): string {
  const current = refusal instanceof Refusal && (refusal.facts.current as Appointment | undefined);
  return current ? meanwhile(seen, current) : inWords(refusal);
}
