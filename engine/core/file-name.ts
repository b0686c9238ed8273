/** A name that every system takes for a file: letters, digits, dots, dashes and blanks, 80 characters at most. `otherwise`, if nothing is left of it. */
export function fileNameOf(name: string, otherwise: string): string {
  return name.replace(/[^\p{L}\p{N}._ -]+/gu, '-').replace(/^[.\s-]+/, '').slice(0, 80).trim() || otherwise
}
