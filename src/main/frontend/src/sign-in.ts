import { applyTheme, loadPreferences } from "./preferences";
import { messageOf, OVER, withoutAccounts, type Message } from "./sign-in-message";

applyTheme(loadPreferences().theme);

/** Names are kept from one attempt to the next: only the password was wrong, most often. */
const NAME = "fairlead.sign-in.name";

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

const form = document.querySelector("form");
const name = document.querySelector<HTMLInputElement>("#name");
try {
  const kept = sessionStorage.getItem(NAME);
  sessionStorage.removeItem(NAME);
  if (name && kept !== null && message && !message.good) {
    name.value = kept;
    document.querySelector<HTMLInputElement>("#password")?.focus();
  }
  form?.addEventListener("submit", () => sessionStorage.setItem(NAME, name?.value ?? ""));
} catch {
  // A browser without storage: the name is typed again.
}

/** What the server offers besides or instead of a name and a password. */
async function offer(): Promise<void> {
  const response = await fetch("sign-in/ways");
  if (!response.ok) {
    return;
  }
  const ways = (await response.json()) as { form: boolean; provider?: string; missing?: string };
  if (ways.missing) {
    show(withoutAccounts(ways.missing));
  }
  const provider = document.querySelector<HTMLAnchorElement>("#provider");
  if (provider && ways.provider) {
    provider.textContent = `Sign in with ${ways.provider}`;
    provider.hidden = false;
  }
  if (form) {
    form.hidden = !ways.form;
  }
}

void offer();
