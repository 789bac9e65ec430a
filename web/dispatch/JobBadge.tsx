// The status of a job: its colour, its sign and its word.
import "../shared/Badge.css";
import { Icon } from "../shared/Icon";
import type { JobStatus } from "../shared/types";
import { jobStatuses } from "../shared/words/en";
import { Sign, type SignName } from "./Sign";

const OWN: Partial<Record<JobStatus, SignName>> = { unscheduled: "unscheduled", in_progress: "clock" };

export function JobBadge({ status }: { status: JobStatus }) {
  const own = OWN[status];
  return (
    <span class={`Badge is-${status}`}>
      {own ? <Sign name={own} size={14} /> : <Icon name={status as "paused"} size={14} />}
      {jobStatuses[status]}
    </span>
  );
}
