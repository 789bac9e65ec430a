// Why a status is put back: one of the usual reasons, or words of one's own.
import { useId } from "preact/hooks";
import { moves as words } from "../../shared/words/en";

export function Reason({ reason, set }: { reason: string; set: (reason: string) => void }) {
  const id = useId();
  const isUsual = words.reasons.includes(reason);
  return (
    <div class="Reason">
      <p id={`${id}-why`} class="label">{words.reason}</p>
      <div class="chips" role="group" aria-labelledby={`${id}-why`}>
        {words.reasons.map((each) => (
          <button key={each} class="chip" aria-pressed={reason === each} onClick={() => set(reason === each ? "" : each)}>{each}</button>
        ))}
      </div>
      <div class="field">
        <label for={id}>{words.ownReason}</label>
        <input id={id} maxLength={500} value={isUsual ? "" : reason} onInput={(event) => set(event.currentTarget.value)} />
      </div>
    </div>
  );
}
