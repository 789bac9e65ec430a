// The end of a form: save or cancel; or, when somebody was faster, theirs or mine.
import type { ComponentChildren } from "preact";
import { office as words } from "../shared/words/en";
import { Trouble } from "./Trouble";

type Props = { trouble: string; theirs: ComponentChildren; saveOver: () => void; close: () => void };

/** `theirs` says what somebody else changed, if somebody did. */
export function Saving({ trouble, theirs, saveOver, close }: Props) {
  if (theirs) {
    return (
      <div class="meanwhile wide" role="alert">
        <p><strong>{words.changedMeanwhile}</strong></p>
        {theirs}
        <div class="buttons">
          <button type="button" class="button" onClick={saveOver}>{words.saveOver}</button>
          <button type="button" class="button primary" onClick={close}>{words.takeTheirs}</button>
        </div>
      </div>
    );
  }
  return (
    <>
      <Trouble said={trouble} look="wide" />
      <div class="buttons wide">
        <button type="button" class="button plain" onClick={close}>{words.cancel}</button>
        <button class="button primary">{words.save}</button>
      </div>
    </>
  );
}
