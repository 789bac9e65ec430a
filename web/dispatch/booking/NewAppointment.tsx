// New appointment of a job that is there: who, when, and what the customer is told.
import { lines } from "../../shared/address";
import { Icon } from "../../shared/Icon";
import type { Job } from "../../shared/types";
import { booking as words, officeJob } from "../../shared/words/en";
import { jobPath, readJob } from "../reading";
import { toJob } from "../route";
import { Section } from "../Section";
import { jobs, now } from "../state";
import { Unread } from "../Unread";
import { bookingOf, firstVisit, unplanned, type VisitDraft } from "../work/visit_draft";
import { book } from "./acts";
import { BookingForm } from "./BookingForm";
import { useBooking } from "./use_booking";
import { VisitFields } from "./VisitFields";

export function NewAppointment({ job: id }: { job: string }) {
  const job = jobs.value[id];
  return (
    <article class="Booking screen narrow" aria-labelledby="new-appointment">
      <a class="back" href={toJob(id)}><Icon name="back" size={20} />{job?.title ?? officeJob.back}</a>
      <header><h1 id="new-appointment" tabIndex={-1} data-arrive>{officeJob.newAppointment}</h1></header>
      {job ? <Form job={job} /> : <Unread path={jobPath(id)} title={officeJob.missing} retry={() => readJob(id)} />}
    </article>
  );
}

function Form({ job }: { job: Job }) {
  const { id, time_zone: zone } = job;
  const booking = useBooking<VisitDraft>({
    of: id,
    fresh: () => firstVisit(now.peek(), zone),
    unsaid: unplanned,
    send: async (draft, key) => {
      await book(id, key, bookingOf(draft, zone));
      await readJob(id);
      return toJob(id);
    },
  });
  const { form: { draft, said }, set } = booking;
  return (
    <BookingForm booking={booking} save={words.book} away={toJob(id)}>
      <p>
        <strong>{job.title}</strong><br />
        {[job.customer.name, ...lines(job.address)].join(", ")}
      </p>
      {job.status === "canceled" && <p class="quiet">{words.reopens}</p>}
      <Section title={words.appointment}>
        <VisitFields draft={draft} zone={zone} at={said.at} set={set} />
      </Section>
    </BookingForm>
  );
}
