// The customer: how to reach them, where, and whether they may be texted.
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { lines } from "../../shared/address";
import { Icon } from "../../shared/Icon";
import type { Job, JobEdit } from "../../shared/types";
import { details, officeJob as words } from "../../shared/words/en";
import { edit } from "../acts";
import { inWords } from "../in_words";
import { Section } from "../Section";
import { jobs } from "../state";
import { Trouble } from "../Trouble";
import "./Customer.css";

export function Customer({ job }: { job: Job }) {
  const { customer, address } = job;
  return (
    <Section title={words.customer} look="Customer">
      <p class="name">{customer.name}</p>
      <Contact customer={customer} />
      <address>{lines(address).map((line) => <span key={line}>{line}</span>)}</address>
      <Texting job={job} />
    </Section>
  );
}

export function Contact({ customer }: { customer: { phone: string | null } }) {
  if (!customer.phone) return <p class="quiet">{details.noPhone}</p>;
  return (
    <div class="Contact">
      <a class="button" href={`tel:${customer.phone}`}><Icon name="phone" size={18} />{details.call}</a>
      <a class="button" href={`sms:${customer.phone}`}><Icon name="message" size={18} />{details.message}</a>
      <span class="number">{customer.phone}</span>
    </div>
  );
}

/** Two different things: what the customer asked for, and what the office knows of the number. One tick waits for the other. */
function Texting({ job }: { job: Job }) {
  const { customer } = job;
  const trouble = useSignal("");
  const noted = useRef(Promise.resolve());
  const note = (of: JobEdit["customer"]) => {
    trouble.value = "";
    const send = () => edit(job.id, { version: (jobs.peek()[job.id] ?? job).version, customer: of! });
    noted.current = noted.current.then(send).catch((refusal) => void (trouble.value = inWords(refusal)));
  };
  return (
    <fieldset class="Texting">
      <legend>{words.texting}</legend>
      <label>
        <input type="checkbox" checked={customer.opted_out} onChange={(event) => note({ opted_out: event.currentTarget.checked })} disabled={!customer.phone} />
        {words.optedOut}
      </label>
      <label>
        <input type="checkbox" checked={!customer.notify} onChange={(event) => note({ notify: !event.currentTarget.checked })} />
        {words.notify}
      </label>
      <Trouble said={trouble.value} />
    </fieldset>
  );
}
