import { css } from "lit";

/** What every component shares: buttons, fields and focus. */
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
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 0.35rem 0.65rem;
  }
  button {
    cursor: pointer;
  }
  button:hover {
    border-color: var(--accent);
  }
  button.primary {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
    font-weight: 600;
  }
  button.plain {
    background: none;
    border-color: transparent;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  dialog {
    max-width: min(34rem, calc(100vw - 2rem));
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
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
  .mono {
    font-family: var(--mono);
    font-size: 0.9em;
  }
`;

/** Headings and the lists below them. */
export const lists = css`
  h2 {
    font-size: 1.05rem;
    margin: 1.5rem 0 0.6rem;
  }
  ul {
    list-style: none;
    margin: 0.6rem 0;
    padding: 0;
    display: grid;
    gap: 0.4rem;
  }
  .name {
    font-weight: 600;
  }
`;
