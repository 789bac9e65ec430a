// Says that a new version is there. It never comes by itself, and not before everything is sent.
import { useEffect } from "preact/hooks";
import { updates as words } from "../shared/words/en";
import { queue } from "./state";
import "./UpdateBar.css";
import { followVersions, isNewVersion, takeNewVersion } from "./updates";

export function UpdateBar() {
  useEffect(() => {
    const leaving = new AbortController();
    void followVersions(leaving.signal);
    return () => leaving.abort();
  }, []);
  if (!isNewVersion.value) return null;
  const isReady = queue.value.length === 0;
  return (
    <div class="UpdateBar">
      <div class="row">
        <p role="status">{isReady ? words.here : words.waits}</p>
        {isReady && <button class="button" onClick={() => void takeNewVersion()}>{words.take}</button>}
      </div>
    </div>
  );
}
