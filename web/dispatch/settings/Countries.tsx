// The countries whose numbers may be texted: each can be taken away, another one added.
import { useSignal } from "@preact/signals";
import { useId, useMemo } from "preact/hooks";
import { Icon } from "../../shared/Icon";
import { settings as words } from "../../shared/words/en";
import { countries, countryName } from "../work/countries";
import { countriesOf, withCountry, withoutCountry } from "../work/settings_draft";

export function Countries({ chosen, set }: { chosen: string; set: (countries: string) => void }) {
  const id = useId();
  const another = useSignal("");
  const all = useMemo(countries, []);
  const listed = countriesOf(chosen);
  const add = () => {
    if (another.value) set(withCountry(chosen, another.value));
    another.value = "";
  };
  return (
    <fieldset class="Countries field wide">
      <legend>{words.fields.countries}</legend>
      <ul class="chips">
        {listed.length === 0 && <li class="quiet">{words.nothing}</li>}
        {listed.map((each) => (
          <li key={each}>
            <button type="button" class="chip" aria-label={words.removeCountry(countryName(each))} onClick={() => set(withoutCountry(chosen, each))}>
              {countryName(each)}<Icon name="canceled" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <div class="another">
        <label class="unseen" for={id}>{words.country}</label>
        <select id={id} value={another.value} onChange={(event) => (another.value = event.currentTarget.value)}>
          <option value="">{words.country}</option>
          {all.filter((each) => !listed.includes(each)).map((each) => <option key={each} value={each}>{countryName(each)}</option>)}
        </select>
        <button type="button" class="button" disabled={!another.value} onClick={add}>{words.addCountry}</button>
      </div>
    </fieldset>
  );
}
