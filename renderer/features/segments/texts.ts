import { defineTexts } from '../../i18n/define-texts.ts'

export const segmentText = defineTexts('segments', {
  // The list.
  title: 'Segments', subtitle: 'Named groups of people, for all journeys.', new: 'New segment', newName: 'New segment', unnamed: 'Unnamed segment', detail: 'The segment that is shown',
  nothingYet: 'Not said yet who belongs to it', edited: 'Edited', notSavedYet: 'Not saved yet', people_one: '{{amount}} person', people_other: '{{amount}} people', usedIn_one: 'used in {{count}} place', usedIn_other: 'used in {{count}} places',
  emptyTitle: 'No segments yet', emptyBody: 'A segment is a group of people you come back to, such as “bought twice in 30 days”. Say it once here, see who is in it on your data, and put it into any journey.',
  emptyHint: 'A segment of a journey can be put in here, too, from the journey’s form.',

  // The head of a segment.
  name: 'Name of the segment', neverSaved: 'Not saved yet', editedSince: 'Version {{version}}, edited', savedAs: 'Version {{version}} · saved {{when}}',
  save: 'Save', saveHint: 'Save a new version in the library', missing_name: 'Give the segment a name first.', missing_when: 'Say first who belongs to it.', put: 'Put into a journey …', saveAndPut: 'Save and put into a journey …',
  more: 'More about {{name}}', discard: 'Discard the changes', discardNew: 'Discard this segment', delete: 'Delete', undo: 'Undo', redo: 'Redo', notSaved: 'Not saved',
  behind: 'Version {{version}} was saved elsewhere while you edited. Saving asks whose version goes on top.',
  savedNote: 'Saved {{name}} as version {{version}}', deleted: 'Deleted “{{name}}”', deleteFailed: 'Could not delete “{{name}}”',
  factPeople: 'People in it', factShare: 'Of everybody known', factWhen: 'At the end of the data',
  tab_condition: 'Who belongs', tab_time: 'Over time', tab_overlap: 'Overlap', tab_movement: 'Movement', tab_people: 'People',

  // Who belongs to it.
  belongs: 'Who belongs to it', begin: 'Begin with what people did, or who they are. The size follows as you go.', description: 'Description', descriptionPlaceholder: 'What it is for, and for whom',
  sidesNew: 'Where it is used and its versions stand here once it is saved.', findings: 'What the checks say', whereUsed: 'Where it is used', usedNowhere: 'In no journey and no other segment yet.', aSegment: 'segment',
  versions: 'Versions', version: 'Version {{version}}', newest: 'newest', takeVersion: 'Go back to this', said: '{{name}}: {{condition}}',
  severity_error: 'Error', severity_warning: 'Warning', severity_info: 'Hint',
  status_same: 'up to date', status_libraryChanged: 'has an older version', status_copyChanged: 'changed there', status_both: 'differs',

  // Sizes.
  sizeUnknown: 'cannot be counted', measuring: 'Counting …', stop: 'Stop', measure: 'Count', fitThis_one: ' person fits this', fitThis_other: ' people fit this',
  fitNow_one: '{{amount}} person of the chosen data fits · {{share}}', fitNow_other: '{{amount}} people of the chosen data fit · {{share}}',
  sizeHint: '{{members}} of {{known}} people fit ({{share}}),\nas known at the end of the chosen data, {{when}}',
  stopped: 'Counting was stopped.', cancel: 'Cancel',

  // Figures.
  noData: 'There are no data to count people in.', importData: 'Import data …', nothingSaid: 'Nobody said yet who belongs to this segment.', toCondition: 'Say who belongs',
  beside: 'Beside', compare: 'Compare', leaveOut: 'Leave out {{name}}', nothingBeside: 'Other segments of the library can be looked at beside this one.',
  by: 'How often', by_day: 'Days', by_week: 'Weeks', by_month: 'Months', weekOf: 'week of {{day}}', period_day: 'Day', period_week: 'Week', period_month: 'Month', upTo: 'up to {{day}}', known: 'Known',
  ofKnown: 'of {{known}} known', asTable: 'All figures as a table', timeExplained: 'Counted at the end of each period, among the people known by then. Days and weeks are those of UTC.',
  timeInWords: 'People in {{name}} over time, from {{first}} ({{from}}) to {{last}} ({{to}}). Arrow keys go from period to period.',
  copyFigures: 'Copy the figures', copyCsv: 'Copy as CSV', copyPicture: 'Copy the chart as a picture', copied: 'Copied', copyFailed: 'The clipboard could not be written to',
  overlapTitle: 'Who is in two segments at once, {{when}}', inBoth: 'People in both,\nalike by', inNoOther: 'In no other',
  sizeSays: '{{name}}: {{count}} people, {{share}} of everybody known', bothSays: '{{count}} people are in {{a}} and in {{b}}: {{part}} of {{a}}.\nJaccard {{alike}}: those in both, of those in either.',
  onlySays: '{{count}} people are in {{name}} and in no other of these: {{share}} of it',
  overlapExplained: 'On the diagonal: size and share of everybody. Elsewhere: people in both, and how alike the two are (those in both, of those in either; Jaccard). Of the {{size}} in {{own}}, {{only}} are in none of the others; {{none}} of {{known}} people are in none at all. As of {{when}}.',
  cameAndLeft: 'Coming and going', fromTo: 'From where to where', onePeriod: 'The data lie within one period: choose shorter ones.', when: 'When', came: 'came in', left: 'left', stayed: 'stayed',
  cameAbove: '▲ came in', leftBelow: '▽ left', sides: '{{came}} came in, {{left}} left, {{stayed}} stayed',
  average_day: 'On an average day {{came}} come in, {{left}} leave and {{stayed}} stay.', average_week: 'In an average week {{came}} come in, {{left}} leave and {{stayed}} stay.', average_month: 'In an average month {{came}} come in, {{left}} leave and {{stayed}} stay.',
  movementInWords: 'Who comes into {{name}} and leaves it. {{averages}} Arrow keys go from period to period.', movementTitle: 'From which segment to which', fromToCorner: 'From ↓ to →',
  all_day: 'All {{count}} days together', all_week: 'All {{count}} weeks together', all_month: 'All {{count}} months together', inNone: 'In none of these', notKnown: 'Not known before',
  moveSays: '{{count}} were in {{from}} and then in {{to}}:\n{{share}} of those who were in {{from}}', staySays: '{{count}} were in {{from}} before and after:\n{{share}} of those who were in it',
  movesTotal: 'Each person is counted once a period, with where they were at its beginning and at its end. Shares are of those who were in the row’s segment; who is in several stands in the row and the column of each, so a row can come to more than 100 %.',
  movesExplained: 'Where people were at the end of the period before, and at the end of this one. Shares are of those who were in the row’s segment; who is in several stands in the row and the column of each, so a row can come to more than 100 %.',
  nobody: 'Nobody was in it at the end of the data, {{when}}.', peopleAll: 'Everybody who was in it at the end of the data, {{when}}: {{shown}}.', peopleSome: 'The first {{shown}} of {{members}} people, by id, who were in it at the end of the data, {{when}}.',
  peopleAsk: 'A click tells what happened to somebody in “{{journey}}”.', askAbout: 'What happened to {{id}}', copyIds: 'Copy these ids',

  // Conflicts.
  conflictTitle: 'This segment was changed elsewhere', conflictBody: 'Since you began to edit it, a newer version was saved, by another window or by the command line. Nothing is lost whatever you choose: theirs stays among the versions, and Undo brings yours back.',
  conflictMine: 'Save mine as the newest version', conflictTheirs: 'Take theirs', close: 'Close',

  // In journeys.
  putTitle: 'Put “{{name}}” into a journey', putHelp: 'The journey gets a copy and stays what it is when the library changes; it tells when the two differ.', noJourneys: 'There are no journeys yet.', unnamedJourney: 'Unnamed journey', isOpen: 'open', hasCopy: 'has a copy',
  embedFailed: 'Could not put “{{name}}” in', keptNote: '“{{name}}” is this journey’s own from now on',
  drift_same: 'The same as in the library, version {{version}}.', drift_libraryChanged: 'The library has a newer version ({{version}}); this is version {{copied}}.',
  drift_copyChanged: 'Changed here since it was taken from the library (version {{copied}}).', drift_both: 'Here and in the library (version {{version}}) it says different things.',
  badge_same: 'library', badge_libraryChanged: 'newer in library', badge_copyChanged: 'changed here', badge_both: 'differs from library',
  behindSummary_one: '{{count}} differs from the library', behindSummary_other: '{{count}} differ from the library', here: 'Here', library: 'Library', nothing: 'nothing',
  updateCopy: 'Update', takeLibrary: 'Take the library’s', keepCopy: 'Keep as it is', openLibrary: 'Show in library', fromLibrary: 'From the library', libraryEmpty: 'The library is empty.', toLibrary: 'All segments of the library …',
  intoLibrary: 'Put into the library', intoLibraryNote: '“{{name}}” is in the library now',
})
