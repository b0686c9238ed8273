import { defineTexts } from '../i18n/define-texts.ts'

/** What Undo and Redo call an edit. */
export const editText = defineTexts('edits', {
  // What is edited.
  entry: 'entry', note: 'note', step: 'step', steps_one: '{{count}} step', steps_other: '{{count}} steps', notes_one: '{{count}} note', notes_other: '{{count}} notes', stepsAndNotes: '{{steps}} and {{notes}}',

  // Steps and their ways.
  add: 'Add {{name}}', insert: 'Insert {{name}}', addEntry: 'Add entry', delete: 'Delete {{what}}', paste: 'Paste {{what}}', duplicate: 'Duplicate {{what}}', takeOut: 'Take out {{what}}',
  move: 'Move {{what}}', moveBetween: 'Move {{what}} between {{from}} and {{to}}', moveUp: 'Move {{what}} up', moveDown: 'Move {{what}} down', moveBefore: 'Move {{what}} before {{other}}', moveAfter: 'Move {{what}} after {{other}}',
  replace: 'Replace step', replaceWith: 'Replace {{name}} with {{other}}', replaceText_one: 'Replace “{{text}}” in {{count}} step', replaceText_other: 'Replace “{{text}}” in {{count}} steps',
  connect: 'Connect {{from}} to {{to}}', reconnect: 'Reconnect {{from}} to {{to}}', disconnect_one: 'Delete connection', disconnect_other: 'Delete {{count}} connections',

  // Where they lie.
  arrangeAll: 'Arrange automatically', arrange: 'Arrange {{what}}',
  align_left: 'Align {{what}} left', align_centre: 'Align {{what}} centre', align_right: 'Align {{what}} right', align_top: 'Align {{what}} top', align_middle: 'Align {{what}} middle', align_bottom: 'Align {{what}} bottom',
  distribute_horizontally: 'Distribute {{what}} horizontally', distribute_vertically: 'Distribute {{what}} vertically',

  // Stages.
  addStage: 'Add stage', stageOfSelection: 'Make a stage of the selection', renameStage: 'Rename stage', removeStage: 'Remove stage {{stage}}', stageLeft: 'Move {{stage}} left', stageRight: 'Move {{stage}} right',
  moveStage: 'Move stage {{stage}}', resizeStage: 'Resize stage {{stage}}', fitStage: 'Fit stage {{stage}} to its cards', moveTo: 'Move {{what}} to {{stage}}', moveOutOf: 'Move {{what}} out of {{stage}}', moveOutOfStages: 'Move {{what}} out of their stages',

  // Notes and comments.
  addNote: 'Add note', editNote: 'Edit note', resizeNote: 'Resize note', note_amber: 'Make note amber', note_green: 'Make note green', note_blue: 'Make note blue', note_violet: 'Make note violet',
  comment: 'Comment on {{name}}', reply: 'Reply on {{name}}', editComment: 'Edit comment', resolveComment: 'Resolve comment', reopenComment: 'Reopen comment', deleteComment: 'Delete comment',

  // What a form changes.
  renameStep: 'Rename step', renameJourney: 'Rename journey', change: 'Change {{what}} of {{name}}', changeEntry: 'Change {{what}} of entry', changeJourney: 'Change {{what}}', changeAssumptions: 'Change assumptions',
  putSegment: 'Put segment {{name}} in', updateSegment: 'Update segment {{name}}', fixProblem: 'Fix problem', fixProblems_one: 'Fix {{count}} problem', fixProblems_other: 'Fix {{count}} problems',

  // Scenes of the presentation.
  addScene: 'Add scene', addScenes_one: 'Add {{count}} scene', addScenes_other: 'Add {{count}} scenes', moveScene: 'Move scene', deleteScene: 'Delete scene', renameScene: 'Rename scene', writeCaption: 'Write caption', viewOfScene: 'Update the view of the scene',
  timeOfScene: 'Set the time of the scene', secondsOfScene: 'Set how long the scene lasts', showNumbers: 'Show numbers in the scene', hideNumbers: 'Hide numbers in the scene',
})
