// In place of what could not be read yet: that it is coming, or why not.
import { Icon } from "../shared/Icon";
import { office as words } from "../shared/words/en";
import { inWords } from "./in_words";
import { refusals } from "./state";

type Props = { path: string; title?: string; retry?: () => Promise<void> };

export function Unread({ path, title, retry }: Props) {
  const refusal = refusals.value[path];
  if (!refusal) return <div class="loading" role="status" aria-label={words.loading}><i /><i /><i /></div>;
  return (
    <div class="empty panel" role="alert">
      <Icon name="offline" size={32} />
      {title && <h2>{title}</h2>}
      <p>{inWords(refusal)}</p>
      {retry && <button class="button" onClick={() => void retry()}>{words.retry}</button>}
    </div>
  );
}
