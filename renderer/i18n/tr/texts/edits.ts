import type { editText } from '../../../document/edit-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof editText> = {
  // “Geri al: …” düğmesinde ad olarak durur; adlara ek getirmeden okunsun diye tire ile ayrılır.
  entry: 'giriş', note: 'not', step: 'adım', steps_one: '{{count}} adım', steps_other: '{{count}} adım', notes_one: '{{count}} not', notes_other: '{{count}} not', stepsAndNotes: '{{steps}} ve {{notes}}',

  add: 'Ekleme – {{name}}', insert: 'Araya ekleme – {{name}}', addEntry: 'Giriş ekleme', delete: 'Silme – {{what}}', paste: 'Yapıştırma – {{what}}', duplicate: 'Çoğaltma – {{what}}', takeOut: 'Hattan çıkarma – {{what}}',
  move: 'Taşıma – {{what}}', moveBetween: 'Araya taşıma – {{what}} ({{from}} ile {{to}} arasına)', moveUp: 'Yukarı taşıma – {{what}}', moveDown: 'Aşağı taşıma – {{what}}', moveBefore: 'Öne taşıma – {{what}} (önüne: {{other}})', moveAfter: 'Arkaya taşıma – {{what}} (arkasına: {{other}})',
  replace: 'Adımı değiştirme', replaceWith: 'Değiştirme – {{name}} yerine {{other}}', replaceText_one: '{{count}} adımda “{{text}}” metnini değiştirme', replaceText_other: '{{count}} adımda “{{text}}” metnini değiştirme',
  connect: 'Bağlama – {{from}} → {{to}}', reconnect: 'Yeniden bağlama – {{from}} → {{to}}', disconnect_one: 'Bağlantıyı silme', disconnect_other: '{{count}} bağlantıyı silme',

  arrangeAll: 'Otomatik düzenleme', arrange: 'Düzenleme – {{what}}',
  align_left: 'Sola hizalama – {{what}}', align_centre: 'Yatay ortalama – {{what}}', align_right: 'Sağa hizalama – {{what}}', align_top: 'Üste hizalama – {{what}}', align_middle: 'Dikey ortalama – {{what}}', align_bottom: 'Alta hizalama – {{what}}',
  distribute_horizontally: 'Yatay dağıtma – {{what}}', distribute_vertically: 'Dikey dağıtma – {{what}}',

  addStage: 'Aşama ekleme', stageOfSelection: 'Seçimden aşama oluşturma', renameStage: 'Aşamayı yeniden adlandırma', removeStage: 'Aşamayı kaldırma – {{stage}}', stageLeft: 'Sola taşıma – {{stage}}', stageRight: 'Sağa taşıma – {{stage}}',
  moveStage: 'Aşamayı taşıma – {{stage}}', resizeStage: 'Aşamayı boyutlandırma – {{stage}}', fitStage: 'Aşamayı kartlarına sığdırma – {{stage}}', moveTo: 'Taşıma – {{what}} ({{stage}} aşamasına)', moveOutOf: 'Taşıma – {{what}} ({{stage}} aşamasından dışarı)', moveOutOfStages: 'Taşıma – {{what}} (aşamalarından dışarı)',

  addNote: 'Not ekleme', editNote: 'Notu düzenleme', resizeNote: 'Notu boyutlandırma', note_amber: 'Notu kehribar yapma', note_green: 'Notu yeşil yapma', note_blue: 'Notu mavi yapma', note_violet: 'Notu mor yapma',
  comment: 'Yorum – {{name}}', reply: 'Yanıt – {{name}}', editComment: 'Yorumu düzenleme', resolveComment: 'Yorumu çözüldü sayma', reopenComment: 'Yorumu yeniden açma', deleteComment: 'Yorumu silme',

  renameStep: 'Adımı yeniden adlandırma', renameJourney: 'Yolculuğu yeniden adlandırma', change: '{{name}} – {{what}} değişikliği', changeEntry: 'Giriş – {{what}} değişikliği', changeJourney: 'Yolculuk – {{what}} değişikliği', changeAssumptions: 'Varsayımları değiştirme',
  putSegment: 'Segment koyma – {{name}}', updateSegment: 'Segmenti güncelleme – {{name}}', fixProblem: 'Sorunu düzeltme', fixProblems_one: '{{count}} sorunu düzeltme', fixProblems_other: '{{count}} sorunu düzeltme',

  addScene: 'Sahne ekleme', addScenes_one: '{{count}} sahne ekleme', addScenes_other: '{{count}} sahne ekleme', moveScene: 'Sahneyi taşıma', deleteScene: 'Sahneyi silme', renameScene: 'Sahneyi yeniden adlandırma', writeCaption: 'Alt yazı yazma', viewOfScene: 'Sahnenin görünümünü güncelleme',
  timeOfScene: 'Sahnenin zamanını ayarlama', secondsOfScene: 'Sahnenin süresini ayarlama', showNumbers: 'Sahnede sayıları gösterme', hideNumbers: 'Sahnede sayıları gizleme',
}
