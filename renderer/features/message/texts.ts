import { defineTexts } from '../../i18n/define-texts.ts'

/** Texts of the message editor and its previews. */
export const messageText = defineTexts('message', {
  completions: 'What can stand here',
  // Completion.
  seen: 'Seen: {{values}}', coverage: '{{share}} have it', ofProfile: 'attribute', ofEvent: 'of the event', filter: 'filter', tag: 'tag',
  about_id: 'The person’s id', about_name: 'Name of the event', about_at: 'When the event happened', about_journeyId: 'The id of this journey',
  // Under a field.
  unreadable: '{{place}}{{what}}', place: 'Line {{line}}, character {{column}}: ', change: 'Change to {{what}}', addDefault: 'Add a default', unknownVariable: '{{written}} is {{words}}.', unknownName: '{{words}} {{written}}.',
  lackOne: '{{share}} of {{people}} people who would get it have no {{name}}: they read “{{excerpt}}”.', lackNoEvent: 'People come here without an event, so {{name}} is empty: they read “{{excerpt}}”.',
  didYouMean: 'Did you mean {{what}}?', notes: 'Remarks on {{field}}', fieldHelp: 'Personal parts are Liquid: {{brace}} offers names, | filters. Tab leaves a field.',
  // The person.
  person: 'Preview as', personOf: '{{place}} of {{total}}', previous: 'Previous person', next: 'Next person', random: 'Somebody at random', search: 'Id of a person', somebodyWithout: 'Somebody without {{name}}', everybodyHas: 'Everybody who would get it has {{name}}.',
  lastEvent: '{{name}}, {{when}}', noEvent: 'no event at hand', elsewhere: 'did none of the events that lead here', missing: 'Missing: {{names}}', examples: 'Example values', examplesHelp: 'There are no data to take a person from: these stand in for them.', example: 'Example for {{name}}', examplesNone: 'The text has no personal parts.',
  emptyData: 'The data have nobody.', reading: 'Finding somebody …', again: 'Try again', 
  // Previews.
  preview: 'Preview', openPreview: 'Preview and compare', previewTitle: 'Preview: {{name}}', compareTitle: 'Compare: {{name}}', close: 'Close', notRendered: 'Cannot be shown: {{what}}', nowWord: 'now', app: 'Your app', site: 'your-shop.example', rendering: 'Writing …',
  iosLike: 'iOS-like lock screen', androidLike: 'Android-like', closedView: 'closed', openView: 'opened', modal: 'Across the app', banner: 'Banner', phone: 'Phone', desktop: 'Desktop', width: 'Width', device: 'Device', shape: 'Shape',
  sender: 'Your company', subject: 'Subject', noSubject: 'No subject', noText: 'No text yet', htmlBody: 'The e-mail as it would look; nothing is loaded and links go nowhere', opens: 'Opens {{link}}', picture: 'Picture: {{name}}',
  sms: '{{parts}} SMS', smsFacts: '{{encoding}} · {{used}} characters · {{left}} left in this part', shopNumber: 'Your sender name', whatsappBusiness: 'Your company', placed: 'Where the widget stands', webBrowser: 'Browser notification', ofShop: 'via {{site}}',
  lengths: 'Lengths', lengthRefused: 'Not taken', lengthWarning: 'Careful', lengthHint: 'Note',
  // Comparing.
  compare: 'Compare the texts', textNumber: 'Text {{id}}', sameHere: 'The same as {{id}}', differs: 'Differs from {{id}}', copyTo: 'Copy “{{field}}” of {{from}} to {{to}}', copyAll: 'Copy to …', copyAllOf: 'Copy to … (from text {{from}})', copied: 'Copy text {{from}} to {{to}}', against: 'Compared with', marked: 'Words that only this text has are marked.',
  field_title: 'Title', field_body: 'Text', field_link: 'Link', chooseMessage: 'Which message', chooseMessageHelp: 'Select a message on the canvas, or take one of these.', noMessages: 'There is no message in this journey yet.', noMessagesHelp: 'Put one on the canvas from the steps on the left, then preview it here.', 
  more_image: 'a picture', more_button: 'a button', more_secondButton: 'a second button', more_preheader: 'a preview text', more_sender: 'the sender', more_footer: 'a footer',
})

/** What a field of a template is called. */
export function fieldLabel(key: string): string {
  return key === 'title' ? messageText('field_title') : key === 'body' ? messageText('field_body') : key === 'link' ? messageText('field_link') : key
}

const MORE = ['image', 'button', 'secondButton', 'preheader', 'sender', 'footer'] as const

/** What adding a usual field is called. */
export function moreLabel(key: string): string {
  const known = MORE.find((one) => one === key)
  return known === undefined ? key : messageText(`more_${known}`)
}
