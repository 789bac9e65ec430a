// Signing in: e-mail and password, and for the first time a password of one's own.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { inWords } from "./in_words";
import type { NewPassword } from "./pool";
import { chooseNewPassword, ended, signIn } from "./session";
import "./SignIn.css";
import { signIn as words } from "./words/en";

type Props = { name: string; lead?: string; unsent?: number };

/** `unsent` is what still waits on this device for somebody to sign in. */
export function SignIn({ name, lead = words.lead, unsent = 0 }: Props) {
  const asked = useSignal<NewPassword | null>(null);
  return (
    <main class="SignIn">
      <header>
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true">
          <rect width="64" height="64" rx="14" />
          <path d="M49 15 15 29.500l14 5.500 5.500 14z" />
        </svg>
        <p class="name">{name}</p>
      </header>
      <div class="panel">
        {asked.value ? <Choosing asked={asked.value} /> : <Entering lead={lead} onAsked={(challenge) => (asked.value = challenge)} unsent={unsent} />}
      </div>
    </main>
  );
}

type EnteringProps = { lead: string; onAsked: (asked: NewPassword) => void; unsent: number };

function Entering({ lead, onAsked, unsent }: EnteringProps) {
  const submit = async (given: FormData) => {
    const challenge = await signIn(String(given.get("email")).trim(), String(given.get("password")));
    if (challenge) onAsked(challenge);
  };
  return (
    <Form title={words.title} lead={ended.value ? words.ended : lead} button={words.submit} submit={submit}>
      {unsent > 0 && <p class="unsent">{words.stillWaiting(unsent)}</p>}
      <div class="field">
        <label for="email">{words.email}</label>
        <input id="email" name="email" type="email" autocomplete="username" inputMode="email" autocapitalize="none" required />
      </div>
      <Password label={words.password} autocomplete="current-password" />
    </Form>
  );
}

function Choosing({ asked }: { asked: NewPassword }) {
  const submit = (given: FormData) => chooseNewPassword(asked, String(given.get("password")));
  return (
    <Form title={words.choose} lead={words.chooseLead} button={words.save} submit={submit}>
      <Password label={words.newPassword} autocomplete="new-password" />
    </Form>
  );
}

type FormProps = {
  title: string;
  lead: string;
  button: string;
  submit: (given: FormData) => Promise<void>;
  children: ComponentChildren;
};

function Form({ title, lead, button, submit, children }: FormProps) {
  const trouble = useSignal("");
  const isBusy = useSignal(false);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    isBusy.value = true;
    trouble.value = "";
    await submit(new FormData(event.currentTarget as HTMLFormElement)).catch((reason) => (trouble.value = inWords(reason)));
    isBusy.value = false;
  };
  return (
    <form onSubmit={onSubmit}>
      <h1>{title}</h1>
      <p class="quiet">{lead}</p>
      {children}
      <p class="trouble" role="alert">{trouble}</p>
      <button class="button primary big" disabled={isBusy.value}>{isBusy.value ? words.submitting : button}</button>
    </form>
  );
}

function Password({ label, autocomplete }: { label: string; autocomplete: "current-password" | "new-password" }) {
  const isShown = useSignal(false);
  const type = (isShown.value ? "text" : "password") as "password";
  return (
    <div class="field">
      <label for="password">{label}</label>
      <div class="password">
        <input id="password" name="password" type={type} autocomplete={autocomplete} required />
        <button type="button" class="button plain" aria-pressed={isShown.value} onClick={() => (isShown.value = !isShown.value)}>
          {isShown.value ? words.hide : words.show}
        </button>
      </div>
    </div>
  );
}
