// What this phone sent later and the office had set meanwhile: both sides, until the technician has seen them.
import { useEffect } from "preact/hooks";
import { contradictions as words } from "../../shared/words/en";
import { contradicted, recall, see } from "../contradictions";
import { BothSides } from "../job/BothSides";
import { toJob } from "../route";

export function Contradictions() {
  useEffect(() => void recall(), []);
  return (
    <>
      {contradicted.value.map((appointment) => (
        <BothSides key={appointment.id} appointment={appointment} title={appointment.title}>
          <a class="button" href={toJob(appointment)}>{words.open}</a>
          <button class="button" onClick={() => void see(appointment)}>{words.seen}</button>
        </BothSides>
      ))}
    </>
  );
}
