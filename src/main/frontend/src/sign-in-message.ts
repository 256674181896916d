import { duration } from "./countdown";

/** A message of the sign-in page. */
export interface Message {
  text: string;
  /** Nothing went wrong. */
  good: boolean;
  /** Seconds until the next attempt is allowed; 0 if it is. */
  wait: number;
}

const TOO_MANY = "Too many failed sign-ins.";

/** The message while the server has no accounts, as after its installation; the server says what is missing. */
export function withoutAccounts(missing: string): Message {
  return { text: missing, good: false, wait: 0 };
}

/** The message for the query of the page's URL, or null for none. */
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
  if (query.has("unreachable")) {
    return { text: "The sign-in provider cannot be reached. Try again in a few minutes.", good: false, wait: 0 };
  }
  if (query.has("unfinished")) {
    return { text: "The sign-in was not completed. Try again.", good: false, wait: 0 };
  }
  if (query.has("nobody")) {
    return withoutAccounts("Nobody can sign in: this server has no accounts.");
  }
  if (query.has("roleless")) {
    return { text: "Your account has none of the roles operator, auditor, admin. Ask an administrator for one.", good: false, wait: 0 };
  }
  return query.has("out") ? { text: "You are signed out.", good: true, wait: 0 } : null;
}

/** The message when that time is over. */
export const OVER: Message = { text: `${TOO_MANY} You can try again now.`, good: false, wait: 0 };
