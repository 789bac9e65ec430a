// A phone number, read back while it is typed: as it will be saved, or what it still wants.
import { booking as words, officeJob } from "../shared/words/en";
import { Field } from "./Field";
import { phoneOf } from "./work/phone";

type Props = { value: string; country: string; trouble?: string | undefined; set: (text: string) => void };

export function PhoneField({ value, country, trouble, set }: Props) {
  return (
    <Field label={officeJob.fields.phone} hint={hintOf(value, country)} trouble={trouble}>
      {(given) => <input {...given} type="tel" maxLength={40} value={value} onInput={(event) => set(event.currentTarget.value)} />}
    </Field>
  );
}

function hintOf(text: string, country: string): string {
  const phone = phoneOf(text, country);
  switch (phone.is) {
    case "short":
      return words.phone.short(phone.missing);
    case "whole":
    case "doubtful":
      return words.phone[phone.is](phone.shown);
    default:
      return words.phone[phone.is];
  }
}
