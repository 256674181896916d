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
  if (query.has("away")) {
    return "Names and passwords cannot be checked at the moment. Try again in a while.";
  }
  if (query.has("roleless")) {
    return "Your account has none of the roles operator, auditor, admin. Ask for one.";
  }
  return query.has("out") ? "You have signed out." : null;
}

const text = sentence();
if (message && text) {
  message.textContent = text;
  message.classList.toggle("said", query.has("out"));
  message.hidden = false;
}

/** What the server offers besides or instead of a name and a password. */
async function offer(): Promise<void> {
  const response = await fetch("/sign-in/ways");
  if (!response.ok) {
    return;
  }
  const ways = (await response.json()) as { form: boolean; provider?: string };
  const provider = document.querySelector<HTMLAnchorElement>("#provider");
  if (provider && ways.provider) {
    provider.textContent = `Sign in with ${ways.provider}`;
    provider.hidden = false;
  }
  const form = document.querySelector("form");
  if (form) {
    form.hidden = !ways.form;
  }
}

void offer();
