// New job: the work, the customer, the address and, if it is to be now, the first appointment, in one form.
import { Icon } from "../../shared/Icon";
import { booking as words, officeJob, officeJobs } from "../../shared/words/en";
import { takeJob } from "../taking";
import { toJob, toJobs, toNewAppointment } from "../route";
import { Section } from "../Section";
import { lastSearch, now, officeZone } from "../state";
import { firstJob, newJobOf, unsaid, zoneOf, type JobDraft } from "../work/job_draft";
import { bookingOf, firstVisit, unplanned, type VisitDraft } from "../work/visit_draft";
import { book, createJob } from "./acts";
import { BookingForm } from "./BookingForm";
import { JobFields } from "./JobFields";
import { keep, nameOf } from "./keeping";
import { isUnanswered, saidOf } from "./said";
import { useBooking } from "./use_booking";
import { VisitFields } from "./VisitFields";

type Draft = JobDraft & VisitDraft & { books: boolean };

export function NewJob() {
  const booking = useBooking<Draft>({
    of: null,
    fresh: () => ({ ...firstJob(officeZone.peek(), navigator.language), ...firstVisit(now.peek(), officeZone.peek()), books: true }),
    unsaid: (draft) => [...unsaid(draft, zoneOfDraft(draft)), ...(draft.books ? unplanned(draft) : [])],
    send,
  });
  const { form: { draft, said }, set } = booking;
  const zone = zoneOfDraft(draft);
  return (
    <article class="Booking screen" aria-labelledby="new-job">
      <a class="back" href={toJobs + lastSearch.value}><Icon name="back" size={20} />{officeJob.back}</a>
      <header><h1 id="new-job" tabIndex={-1} data-arrive>{officeJobs.newJob}</h1></header>
      <BookingForm booking={booking} save={draft.books ? words.createAndBook : words.create} away={toJobs + lastSearch.value}>
        <JobFields draft={draft} zone={zone} at={said.at} set={set} />
        <Section title={words.first}>
          <label class="option">
            <input type="checkbox" checked={draft.books} onChange={(event) => set({ books: event.currentTarget.checked })} />
            {words.bookNow}
          </label>
          {draft.books ? <VisitFields draft={draft} zone={zone} at={said.at} set={set} /> : <p class="quiet">{words.bookLater}</p>}
        </Section>
      </BookingForm>
    </article>
  );
}

function zoneOfDraft(draft: JobDraft): string {
  return zoneOf(draft, officeZone.value, now.peek());
}

/** Sent again, both find what they made. Only once the appointment is refused is the job done with: it goes on from there. */
async function send(draft: Draft, key: string): Promise<string> {
  const job = await createJob(key, newJobOf(draft, zoneOfDraft(draft)));
  takeJob(job);
  if (!draft.books) return toJob(job.id);
  const { technician, day, starts, minutes, from, to } = draft;
  const visit: VisitDraft = { technician, day, starts, minutes, from, to };
  const visitKey = `${key}.visit`;
  try {
    await book(job.id, visitKey, bookingOf(visit, job.time_zone));
    return toJob(job.id);
  } catch (reason) {
    if (isUnanswered(reason)) throw reason;
    const said = saidOf(reason, Object.keys(visit));
    keep(nameOf(job.id), { key: visitKey, isSent: false, draft: visit, said: { ...said, general: [words.created, said.general].join(" ").trim() } });
    return toNewAppointment(job.id);
  }
}
