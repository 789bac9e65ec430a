// Why this customer gets no text, as far as this device knows before the server says anything.
import type { Card } from "../../shared/types";

export function withoutText(customer: Card["customer"], hasOptedOut = false): "no_number" | "notify_off" | "opted_out" | null {
  if (hasOptedOut) return "opted_out";
  if (!customer.phone) return "no_number";
  return customer.notify ? null : "notify_off";
}
