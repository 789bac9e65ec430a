// A file's way to the store: the form that the API gave, sent past the API. Only silence or success: a form can be had anew.
import { Refusal, silence } from "./refusal";

const PATIENCE = 120_000;

export async function upload(form: { url: string; fields: Record<string, string> }, file: Blob): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  const response = await fetch(form.url, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw silence();
  });
  if (!response.ok) throw new Refusal(503, "upload_failed", "");
}
