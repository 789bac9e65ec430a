// Canceling a job: asked first, with a reason if there is one.
import { useSignal } from "@preact/signals";
import { Sheet } from "../../shared/Sheet";
import type { Job } from "../../shared/types";
import { officeJob as words } from "../../shared/words/en";
import { cancelJob } from "../acts";
import { inWords } from "../in_words";
import { Trouble } from "../Trouble";

export function CancelJob({ job, close }: { job: Job; close: () => void }) {
  const reason = useSignal("");
  const trouble = useSignal("");
  const cancel = () => cancelJob(job, reason.value.trim()).then(close, (refusal) => (trouble.value = inWords(refusal)));
  return (
    <Sheet title={words.cancelTitle} lead={words.cancelLead} close={close}>
      <div class="field">
        <label for="cancel-reason">{words.cancelReason}</label>
        <input id="cancel-reason" maxLength={500} value={reason.value} onInput={(event) => (reason.value = event.currentTarget.value)} />
      </div>
      <Trouble said={trouble.value} />
      <button class="button danger big" onClick={() => void cancel()}>{words.cancelJob}</button>
      <button class="button plain" onClick={close}>{words.keep}</button>
    </Sheet>
  );
}
