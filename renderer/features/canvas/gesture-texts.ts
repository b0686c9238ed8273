import { defineTexts } from '../../i18n/define-texts.ts'

/** What is said while a journey is drawn. */
export const gestureText = defineTexts('gestures', {
  // The list of steps.
  find: 'Find a step: email, wait, if …', nothing: 'No step is called that. Try “email”, “wait”, “if” or “end”.',
  after: 'After {{name}}', afterPort: 'After {{name}}: {{port}}', between: 'Between {{from}} and {{to}}', here: 'Here, not connected yet', instead: 'Instead of {{name}}',
  footMove: 'move', footChoose: 'choose', footClose: 'close',

  // Connecting by name.
  connectFrom: 'Connect {{name}} to …', connectPort: 'Connect {{name}}, “{{port}}”, to …', whichWay: 'Which way out of {{name}}?',
  findTarget: 'Find the step it should lead to', noTarget: 'No step is called that. Press Escape, then / to add one.', findWay: 'Find a way out',
  leadsTo: 'Leads to {{name}} now', leadsNowhere: 'Leads nowhere yet', connectHere: 'Lead here', noWays: '{{name}} ends the journey: nothing leads on from it.',
  nothingToConnect: 'There is no other step yet. Press / to add one.',

  // Gestures on the canvas.
  insertHere: 'Insert between {{from}} and {{to}}', takeOutHere: 'Take out of the line', replace: 'Replace',
  addIntoEdge: 'Add a step between {{from}} and {{to}}',

  // What has become of people's ways.
  merged: 'People left “{{name}}” by several ways. All of them now go on to “{{to}}”.', mergedEnd: 'People left “{{name}}” by several ways. All of them now leave the journey there.',
  lost_one: '“{{ways}}” has no place in the new step: it led to {{places}}.', lost_other: '{{ways}} have no place in the new step: they led to {{places}}.',
  nothingSelected: 'Select a step first: click one, or press Tab.', nothingToTakeOut: 'It is connected to nothing, so there is no line to take it out of.',
  replaceWhat: 'Select one step to replace it.', entryNoReplace: 'An entry is no step. Change what starts it in its form.',
  selectTwo: 'Select two cards or more: drag around them, or click them with Shift.', selectThree: 'Select three cards or more to space them evenly.',

  // Several cards at once.
  several_one: '{{count}} selected', several_other: '{{count}} selected', toolbar: 'What is done with the selected cards',
  alignLeft: 'Align left edges', alignCentre: 'Align centres', alignRight: 'Align right edges', alignTop: 'Align top edges', alignMiddle: 'Align middles', alignBottom: 'Align bottom edges',
  distributeHorizontally: 'Space evenly from left to right', distributeVertically: 'Space evenly from top to bottom', arrangeSelection: 'Arrange selection',
  duplicate: 'Duplicate', delete: 'Delete',

  // The menu of the right button.
  menuCard: 'What can be done with {{name}}', menuSeveral: 'What can be done with the selected cards', menuEdge: 'What can be done with the connection', menuCanvas: 'What can be done here',
  menuAlign: 'Align', menuDistribute: 'Space evenly',
})
