import { defineTexts } from '../../i18n/define-texts.ts'

export const guideText = defineTexts('publishGuide', {
  title: 'How publishing works',
  lead: 'Nothing is sent before you confirm it, and nobody receives anything from a new journey before you activate it.',
  where: 'See which platforms take this journey as it is, and what would get lost at each. A step’s name leads to it on the canvas.',
  connections: 'Give the address of your account at a platform. Its key is kept by the system or read from a variable, and is never shown.',
  plan: 'Read the platform, and see exactly what would be made or changed there. Put your name under it, and it is made as a draft.',
  live: 'Activate, pause and stop the journey. If somebody changed it at the platform, take theirs as a draft, or publish yours again.',
  forecast: 'Compare what the rehearsal expected with what happened since it is live.',
  history: 'Who published what, and when. Publish an earlier state again, or go on with what was stopped in the middle.',
  inbox: 'What an assistant proposes waits here until you take it as a draft or decline it. It can never publish.',
  handOver: 'For platforms without a way in for other programs: a page and tables from which a colleague rebuilds the journey there.',
  tested: 'The platforms were tested with copies built from their published descriptions, not with the real services: try a test account first.',
  close: 'Close',
})
