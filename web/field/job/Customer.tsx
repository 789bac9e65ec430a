// The customer, and how to reach them.
import { Icon } from "../../shared/Icon";
import type { Card } from "../../shared/types";
import { details as words } from "../../shared/words/en";
import "./Customer.css";

export function Customer({ customer }: { customer: Card["customer"] }) {
  return (
    <section class="Customer panel part" aria-labelledby="customer">
      <h2 id="customer">{words.customer}</h2>
      <p class="name">{customer.name}</p>
      {customer.phone ? (
        <div class="ways">
          <a class="button" href={`tel:${customer.phone}`}><Icon name="phone" />{words.call}</a>
          <a class="button" href={`sms:${customer.phone}`}><Icon name="message" />{words.message}</a>
        </div>
      ) : (
        <p class="quiet">{words.noPhone}</p>
      )}
    </section>
  );
}
