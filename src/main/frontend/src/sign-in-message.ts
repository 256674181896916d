import { duration } from "./countdown";

/** What the sign-in page says. */
export interface Message {
  text: string;
  /** Nothing went wrong. */
  good: boolean;
  /** Until one may try again, in seconds; 0 when one may. */
  wait: number;
}

const TOO_MANY = "Too many failed sign-ins.";

/** What it says while the server has no accounts, as after its installation; the server says what is missing. */
export function withoutAccounts(missing: string): Message {
  return { text: missing, good: false, wait: 0 };
}

/** What it says after such an address was gone to, or null for nothing. */
export function messageOf(query: URLSearchParams): Message | null {
  if (query.has("wait")) {
    const wait = Number(query.get("wait"));
    return wait > 0 && Number.isFinite(wait) ? { text: `${TOO_MANY} Try again in ${duration(wait)}.`, good: false, wait } : OVER;
  }
  if (query.has("failed")) {
    return { text: "The name or the password is wrong.", good: false, wait: 0 };
  }
  if (query.has("away")) {
    return { text: "Fairlead cannot check passwords at the moment. Try again in a few minutes.", good: false, wait: 0 };
  }
  if (query.has("nobody")) {
    return withoutAccounts("Nobody can sign in: this server has no accounts.");
  }
  if (query.has("roleless")) {
    return { text: "Your account has none of the roles operator, auditor, admin. Ask an administrator for one.", good: false, wait: 0 };
  }
  return query.has("out") ? { text: "You are signed out.", good: true, wait: 0 } : null;
}

/** What it says when that time is over. */
export const OVER: Message = { text: `${TOO_MANY} You can try again now.`, good: false, wait: 0 };
