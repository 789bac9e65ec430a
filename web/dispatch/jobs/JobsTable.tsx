// The table of jobs: a row opens its job.
import { clock, dayShort, range } from "../../shared/times";
import type { JobRow } from "../../shared/types";
import { officeJobs as words } from "../../shared/words/en";
import { JobBadge } from "../JobBadge";
import { toJob } from "../route";
import { Sign } from "../Sign";
import { lastJob, late } from "../state";
import { Zone } from "../Zone";
import "./JobsTable.css";

export function JobsTable({ rows, isFinished }: { rows: readonly JobRow[]; isFinished: boolean }) {
  const { job, customer, when, technician, status } = words.columns;
  return (
    <div class="JobsTable panel">
      <table>
        <caption class="unseen">{words.title}</caption>
        <thead>
          <tr>{[job, customer, when, ...(isFinished ? [] : [technician]), status].map((title) => <th key={title} scope="col">{title}</th>)}</tr>
        </thead>
        <tbody data-steps>
          {rows.map((row) => <Row key={row.id} row={row} isLate={!isFinished && late.value.has(row.id)} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, isLate }: { row: JobRow; isLate: boolean }) {
  const wasLast = row.id === lastJob.value;
  return (
    <tr class={isLate ? "late" : ""} data-id={row.id}>
      <td class="job">
        <a href={toJob(row.id)} data-step data-arrive={wasLast || undefined} onClick={() => (lastJob.value = row.id)}>{row.title}</a>
        {isLate && <span class="Badge is-late"><Sign name="clock" size={14} />{words.lateTag}</span>}
        {row.alert_trouble && <span class="Badge is-late"><Sign name="alert" size={14} />{words.troubleTags[row.alert_trouble]}</span>}
      </td>
      <td class="customer"><span>{row.customer}</span> <span class="quiet">{row.city}</span></td>
      <td class="when">{isOver(row) ? <Since row={row} /> : <When row={row} />}</td>
      {!isOver(row) && <td class="technician">{row.technicians.join(", ") || <span class="quiet">{words.nobody}</span>}</td>}
      <td class="status"><JobBadge status={row.status} /></td>
    </tr>
  );
}

function When({ row: { next_start: start, next_end: end, time_zone: zone } }: { row: JobRow }) {
  if (!start || !end) return <span class="quiet">{words.unplanned}</span>;
  return (
    <>
      <span>{dayShort(start, zone)}</span> <span class="hours">{range(start, end, zone)} <Zone at={start} zone={zone} /></span>
    </>
  );
}

function Since({ row: { status_since: at, time_zone: zone } }: { row: JobRow }) {
  return (
    <>
      <span>{dayShort(at, zone)}</span> <span class="hours">{clock(at, zone)} <Zone at={at} zone={zone} /></span>
    </>
  );
}

function isOver({ status }: JobRow): boolean {
  return status === "complete" || status === "canceled";
}
