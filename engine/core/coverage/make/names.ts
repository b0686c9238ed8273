const NAMES = [
  'ada', 'ali', 'amara', 'anna', 'arda', 'ayse', 'bela', 'ben', 'berk', 'can', 'carl', 'clara', 'deniz', 'dora', 'ece', 'ela', 'emil', 'emre', 'eva', 'fatma',
  'felix', 'finn', 'hana', 'hugo', 'ida', 'ines', 'iris', 'jan', 'jonas', 'june', 'kaan', 'kai', 'kemal', 'lara', 'lea', 'leo', 'lina', 'luca', 'mara', 'max',
  'mehmet', 'mia', 'mila', 'mira', 'nadia', 'naz', 'nils', 'noah', 'nora', 'omar', 'ozan', 'paul', 'pinar', 'ravi', 'rosa', 'sara', 'selin', 'sena', 'sofia', 'tara',
  'theo', 'tom', 'umut', 'vera', 'yara', 'yusuf', 'zeki', 'zoe',
]

/** Name number `number` for somebody made up: `ada` … `zoe`, then `ada-2` … */
export function freeName(number: number): string {
  const round = Math.floor(number / NAMES.length)
  return `${NAMES[number % NAMES.length]!}${round === 0 ? '' : `-${round + 1}`}`
}
