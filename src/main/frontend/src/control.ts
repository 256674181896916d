/** The control character of one that has one (ECMA-48 §5.2); everything else stays as it is. */
export function controlOf(typed: string): string {
  return /^[a-z@[\\\]^_]$/i.test(typed) ? String.fromCharCode(typed.toUpperCase().charCodeAt(0) & 31) : typed;
}
