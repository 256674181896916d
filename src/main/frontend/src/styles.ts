import { css } from "lit";

/** What every component shares: buttons, fields, dialogs and focus. */
export const controls = css`
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input,
  select {
    font: inherit;
    color: var(--ink);
    background: var(--raised);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 0.35rem 0.65rem;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4rem;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--hover);
  }
  button:disabled {
    color: var(--soft);
    border-color: var(--line);
    cursor: default;
  }
  /* Browsers make it fainter than can be read on a dark ground. */
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  input {
    accent-color: var(--accent);
  }
  /* One of these in a view: what one most likely wants next. */
  button.primary {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
    font-weight: 600;
  }
  button.primary:disabled {
    background: none;
    color: var(--soft);
    border-color: var(--line);
  }
  button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent), var(--ink) 18%);
  }
  /* What is there when it is needed and quiet otherwise. */
  button.plain {
    background: none;
    border-color: transparent;
    color: var(--soft);
  }
  button.plain:hover:not(:disabled) {
    background: var(--hover);
    color: var(--ink);
  }
  button.plain:disabled {
    opacity: 0.5;
  }
  .icon {
    flex: none;
    width: 1.15em;
    height: 1.15em;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  dialog {
    max-width: min(34rem, calc(100vw - 2rem));
    color: var(--ink);
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 10px;
    box-shadow: var(--shadow);
    padding: 1.25rem;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h2 {
    margin: 0 0 0.5rem;
    font-size: 1.1rem;
  }
  dialog form,
  dialog label {
    display: grid;
    gap: 0.3rem;
  }
  dialog form {
    gap: 0.75rem;
  }
  dialog label.choice {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
  }
  dialog input:not([type="checkbox"]),
  dialog select {
    min-height: 2.2rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--gap);
    margin-top: 0.5rem;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    margin: 0;
  }
  .soft {
    color: var(--soft);
  }
  .warn {
    color: var(--warn);
  }
  .bad {
    color: var(--bad);
  }
  .good {
    color: var(--good);
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }
  /* Forced colours know no backgrounds: what is chosen or pressed has the system's own colours for that. */
  @media (forced-colors: active) {
    button,
    .primary {
      border-color: ButtonText !important;
    }
    [aria-selected="true"],
    [aria-pressed="true"] {
      forced-color-adjust: none;
      background: Highlight !important;
      color: HighlightText !important;
    }
  }
`;

/** Headings and the lists below them. */
export const lists = css`
  h2 {
    font-size: 0.95rem;
    margin: 1.75rem 0 0.5rem;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .name {
    font-weight: 600;
  }
`;
