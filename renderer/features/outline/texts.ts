import { defineTexts } from '../../i18n/define-texts.ts'

export const outlineText = defineTexts('outline', {
  label: 'The journey as an outline',
  help: 'Enter opens the form, F2 renames, slash adds a step, C connects, Shift F10 shows everything',
  empty: 'Nothing here yet', emptyBody: 'A journey begins with an entry: who comes in, and when.',
  entry: 'Entry', nothingLeads: 'Nothing leads here', add: 'Add', addEntry: 'An entry', addStage: 'A stage', addNote: 'A note', addStep: 'A step after this',
  foldAll: 'Fold all', unfoldAll: 'Unfold all', newStage: 'New stage',
  ifWay: 'if {{label}}', theEnd: 'the end', to: '→ {{name}}', elsewhere: 'listed elsewhere', ends: 'leads to the end', stageHeading: 'Stage', stageIs: 'Stage {{name}}',
  problems_one: '{{count}} problem', problems_other: '{{count}} problems', comments_one: '{{count}} comment', comments_other: '{{count}} comments', people: '{{people}} people, {{share}} of those who came in',
  open: 'Open the form', rename: 'Rename', addAfter: 'Add a step after …', addHere: 'Add a step here …', connect: 'Connect to …', goTo: 'Go to {{name}}', moveUp: 'Move up', moveDown: 'Move down',
  cut: 'Cut', copy: 'Copy', paste: 'Paste', duplicate: 'Duplicate', delete: 'Delete', disconnect: 'Take this connection away', removeStage: 'Remove the stage; its steps stay',
  menu: 'What can be done here', name: 'Name', cannotMove: 'This cannot be moved further.', cannotRename: 'This has no name of its own; its form says what it is.', noWayOn: 'Nothing comes after this step.', nowhere: 'There is no other step yet; add one first.',
  taken: 'Another way of this step is called that.',
})
