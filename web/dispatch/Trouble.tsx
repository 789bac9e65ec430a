// What went wrong with what was just tried; nothing at all as long as nothing did.

export function Trouble({ said, look = "" }: { said: string; look?: string }) {
  return said ? <p class={`trouble ${look}`} role="alert">{said}</p> : null;
}
