/** The desk: one document that stays while a call lasts. */

import "./desk.css";
import { setCsrf } from "./api";
import { setTimeZone } from "./clock";
import { Desk } from "./desk";
import type { Setup } from "./types";
import { setLanguage } from "./words";

const setup = JSON.parse(document.getElementById("setup")?.textContent ?? "{}") as Setup;
setLanguage(setup.language);
setTimeZone(setup.timezone);
setCsrf(setup.csrf);
new Desk(setup, document.getElementById("desk") as HTMLElement).start();
