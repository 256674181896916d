import { applyTheme, loadPreferences } from "./preferences";
import { messageOf, OVER, type Message } from "./sign-in-message";

applyTheme(loadPreferences().theme);

const element = document.querySelector<HTMLElement>("#message");
const message = messageOf(new URLSearchParams(location.search));

function show({ text, good }: Message): void {
  if (element) {
    element.textContent = text;
    element.classList.toggle("said", good);
    element.hidden = false;
  }
}

if (message) {
  show(message);
  if (message.wait > 0) {
    // It is read out whenever it changes, so it does not count.
    setTimeout(() => show(OVER), message.wait * 1000);
  }
}
