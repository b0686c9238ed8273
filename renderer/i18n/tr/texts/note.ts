import type { noteText } from '../../../features/canvas/note-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof noteText> = {
  note: 'Not',
  label: 'Not, {{colour}}: {{text}}',
  empty: 'Boş not. Yazmak için çift tıklayın ya da Enter’a basın.',
  write: 'Yaz',
  field: 'Notun metni',
  placeholder: 'Bir not yazın. **Kalın**, listeler ve bağlantılar Markdown’daki gibi çalışır.',
  colour: 'Renk',
  amber: 'Kehribar',
  green: 'Yeşil',
  blue: 'Mavi',
  violet: 'Mor',
  text: 'Metin',
  help: 'Notları yalnızca insanlar görür: yolculukta hiçbir şeyi değiştirmezler.',
  done: 'Yapıldı',
  toDo: 'Yapılacak',
  picture: 'Resim: {{name}}',
  cut: 'Gerisi burada gösterilmiyor; okumak için notu açın.',
  opens: '{{address}} dışarıda açılır',
}
