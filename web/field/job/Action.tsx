// The one primary action: On My Way, Start Appointment or Complete, whichever the server allows next.
import { Icon } from "../../shared/Icon";
import type { Visit } from "../../shared/types";
import { actions } from "../../shared/words/en";
import { fetchRest } from "../later";
import { nextStep } from "../work/steps";

type Props = { appointment: Visit; label?: string };

export function Action({ appointment, label }: Props) {
  const step = nextStep(appointment);
  if (!step) return null;
  const onClick = async () => (await fetchRest()).begin(appointment, step);
  return (
    <div class="Action" role="group" aria-label={label}>
      <button key={step} class={`button big to-${step}`} onClick={() => void onClick()}>
        <Icon name={step} size={22} />
        {actions[step]}
      </button>
    </div>
  );
}
