import { applyTheme, loadPreferences } from "./preferences";

applyTheme(loadPreferences().theme);

const query = new URLSearchParams(location.search);
const message = document.querySelector<HTMLElement>("#message");

/** What the sign-in page says, from its query. */
function sentence(): string | null {
  const wait = Number(query.get("wait"));
  if (query.has("wait")) {
    const minutes = Math.max(1, Math.ceil(wait / 60));
    return `Too many failed attempts. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}.`;
  }
  if (query.has("failed")) {
    return "That name and password do not match.";
  }
  return query.has("out") ? "You have signed out." : null;
}

const text = sentence();
if (message && text) {
  message.textContent = text;
  message.classList.toggle("said", query.has("out"));
  message.hidden = false;
}
