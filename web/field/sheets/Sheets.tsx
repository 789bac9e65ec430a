// The sheet that is open, if any; above it what could not be kept.
import { sheet } from "../state";
import { Complete } from "./Complete";
import { Lost } from "./Lost";
import { OnMyWay } from "./OnMyWay";
import { Resend } from "./Resend";

export function Sheets() {
  return (
    <>
      <Open />
      <Lost />
    </>
  );
}

function Open() {
  const open = sheet.value;
  const close = () => (sheet.value = null);
  switch (open?.is) {
    case "on_my_way":
      return <OnMyWay key={open.appointment.id} appointment={open.appointment} close={close} />;
    case "complete":
      return <Complete key={open.appointment.id} appointment={open.appointment} close={close} />;
    case "resend":
      return <Resend key={open.alert.id} appointment={open.appointment} alert={open.alert} close={close} />;
    default:
      return null;
  }
}
