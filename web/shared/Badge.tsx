// The status of an appointment: its colour, its sign and its word.
import "./Badge.css";
import { Icon } from "./Icon";
import type { Outcome, Status } from "./types";
import { statuses } from "./words/en";

export type Shown = Status | "paused";

/** A visit whose work needs another one is complete for the technician, and its job is paused. */
export function shownStatus({ status, outcome }: { status: Status; outcome: Outcome | null }): Shown {
  return status === "complete" && outcome === "follow_up" ? "paused" : status;
}

export function Badge({ status }: { status: Shown }) {
  return (
    <span class={`Badge is-${status}`}>
      <Icon name={status} size={14} />
      {statuses[status]}
    </span>
  );
}
