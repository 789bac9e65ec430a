// An address under which the page shows a file that it holds itself.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

export function useObjectUrl(file: Blob): string {
  const url = useSignal("");
  useEffect(() => {
    url.value = URL.createObjectURL(file);
    return () => URL.revokeObjectURL(url.value);
  }, [file]);
  return url.value;
}
