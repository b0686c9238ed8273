/**
 * A text as searches compare it: in small letters, without accents, every i alike. So "iptal" finds "İptal", "sure" finds "Süre" and "cafe"
 * finds "Café"; lower-casing alone makes two letters of an İ, which no search finds.
 */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/[\u0300-\u036F]/g, '').toLowerCase().replaceAll('ı', 'i')
}
