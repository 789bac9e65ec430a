// What a tap on the primary action begins: two of the steps ask one thing more, Start does not.
import type { Visit } from "../../shared/types";
import { sheet } from "../state";
import { change } from "../taps";
import type { Step } from "../work/steps";

export function begin(appointment: Visit, step: Step): void {
  if (step === "started") void change(appointment, { status: "started" });
  else sheet.value = { is: step === "enroute" ? "on_my_way" : "complete", appointment };
}
