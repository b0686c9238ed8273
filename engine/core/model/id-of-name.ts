/** An id that people can read, made of a name: "Day 3: VIP or not" is `day-3-vip-or-not`. A name without a letter or digit gives `otherwise`. */
export function idOfName(name: string, otherwise: string): string {
  const id = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '')
  return id === '' ? otherwise : id
}
