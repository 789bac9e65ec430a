// The Jobs view: all open jobs, or the finished ones of some days, searched and filtered.
import { useEffect } from "preact/hooks";
import { address } from "../../shared/navigation";
import { jobStatuses, officeJobs as words } from "../../shared/words/en";
import { rest } from "../later";
import { LISTS, readOpenJobs } from "../reading";
import { toNewJob } from "../route";
import { filters, finishedRows, lastSearch, late, openRows } from "../state";
import { Unread } from "../Unread";
import { FINISHED, fitting, OPEN, searchOf } from "../work/filters";
import { choose } from "./choose";
import "./Jobs.css";
import { JobsTable } from "./JobsTable";
import { Toolbar } from "./Toolbar";

export function Jobs() {
  const { days, status } = filters.value;
  useEffect(() => {
    lastSearch.value = searchOf(filters.peek());
  }, [address.value.search]);
  const rows = days ? (finishedRows.value?.of === `${days.from} ${days.to}` ? finishedRows.value.rows : null) : openRows.value;
  const fit = fitting(rows ?? [], filters.value, late.value);
  const shown = status ? fit.filter((row) => row.status === status) : fit;
  return (
    <section class="Jobs screen" aria-labelledby="jobs-title">
      <header>
        <h1 id="jobs-title" tabIndex={-1} data-arrive>{words.title}</h1>
        {rows && <p class="quiet" role="status">{words.shown(shown.length, rows.length)}</p>}
        <a class="button primary" href={toNewJob}>{words.newJob}</a>
      </header>
      <Toolbar rows={rows ?? []} />
      <div class="statuses" role="group" aria-label={words.status}>
        <Status is={null} count={fit.length} />
        {(days ? FINISHED : OPEN).map((each) => <Status key={each} is={each} count={fit.filter((row) => row.status === each).length} />)}
      </div>
      {!rows && <Unread path={LISTS} title={words.failed} retry={readOpenJobs} />}
      {rows && shown.length > 0 && <JobsTable rows={shown} isFinished={days !== null} />}
      {rows && shown.length === 0 && <Nothing isEmpty={rows.length === 0 && !days} />}
    </section>
  );
}

function Status({ is, count }: { is: keyof typeof jobStatuses | null; count: number }) {
  return (
    <button class={is ? `of-${is}` : ""} aria-pressed={filters.value.status === is} onClick={() => choose({ status: is })}>
      {is ? jobStatuses[is] : words.all} <b>{count}</b>
    </button>
  );
}

function Nothing({ isEmpty }: { isEmpty: boolean }) {
  return (
    <div class="empty panel">
      <h2>{isEmpty ? words.empty : words.nothing}</h2>
      <p>{isEmpty ? words.emptyLead : words.nothingLead}</p>
      {isEmpty && rest.value && <rest.value.FirstSteps />}
      {!isEmpty && (
        <button class="button" onClick={() => choose({ words: "", status: null, technician: null, late: false, trouble: false })}>{words.clear}</button>
      )}
    </div>
  );
}
