import type { text } from '../../../features/problems/checks-dialog.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  title: 'Neler denetlenir',
  intro: 'Her yolculuk çizilirken, komut satırındakiyle aynı kurallara göre denetlenir.',
  search: 'Kod ya da sözcük ara',
  nothing: 'Bununla ilgili bir denetim yok.',
  why: 'Neden',
  todo: 'Ne yapmalı',
  example: 'Örnek',
  fix: 'Düzeltme: {{what}}.',
  close: 'Kapat',
}
