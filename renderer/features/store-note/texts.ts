import { defineTexts } from '../../i18n/define-texts.ts'

export const storeText = defineTexts('store-note', {
  damaged: 'The workspace was damaged. Its last good backup took its place.',
  foreign: 'A file of another program stood in the place of the workspace. The last good backup took its place.',
  missing: 'The workspace file was gone. Its last good backup took its place.',
  asked: 'The workspace is as it was in the backup you chose.',
  backupFrom: 'The backup is from {{when}}: what was stored after that is not in it.',
  keptAside: 'What was there before is kept in the workspace folder, at {{path}}. Nothing was deleted.',
  nothingAside: 'There was nothing left to keep.',
  understood: 'Understood',
  showFile: 'Show that file',
  cannotOpen: 'The workspace cannot be opened',
  readOnly: 'This workspace can only be looked at',
  tryAgain: 'Try again',
  hide: 'Hide',
})
