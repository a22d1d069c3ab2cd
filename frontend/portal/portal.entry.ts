import "./portal.css";
import "./front.css";
import "./entries.css";
import "./larger.css";

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
