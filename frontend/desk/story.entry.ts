/** The page of one interaction. */

import "./story.css";
import { serverSaid, setTimeZone } from "./clock";
import { setCsrf } from "./api";
import { storyView } from "./story/story";
import type { Story } from "./story-types";
import { setLanguage, type Language } from "./words";

interface StorySetup {
  readonly story: Story;
  readonly language: Language;
  readonly timezone: string;
  readonly csrf: string;
  readonly at: string;
}

const setup = JSON.parse(document.getElementById("setup")?.textContent ?? "{}") as StorySetup;
setLanguage(setup.language);
setTimeZone(setup.timezone);
setCsrf(setup.csrf);
serverSaid(setup.at);
document.getElementById("story")?.append(storyView(setup.story));
