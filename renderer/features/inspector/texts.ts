import { defineTexts } from '../../i18n/define-texts.ts'

export const inspectorText = defineTexts('inspector', {
  journey: 'Journey', entry: 'Entry', step: 'Step', severalTitle_one: '{{count}} selected', severalTitle_other: '{{count}} selected',
  severalHelp: 'Move, copy or delete them together. Select one to change it.',
  connectionTitle: 'Connection', connectionHelp: 'Drag either end to another step, or press Delete to take it away.',
  name: 'Name', namePlaceholder: 'Like its kind', note: 'Note', notePlaceholder: 'Why this step is here', stage: 'Stage', noStage: 'No stage',
  duplicate: 'Duplicate', delete: 'Delete', leadsTo: 'Leads to', leadsToHelp: 'Drag from a port on the canvas, or choose here.',
  theEnd: 'The end: leaves as completed', endHere: 'Nowhere: an exit', next: 'Then', field: 'Change {{what}}',
  notANumber: 'This is not a number; write one such as 3 or 0.5.', durationMissing: 'Write how long, such as 30 minutes.',
  durationWhole: 'A time is a whole number of its unit; for half an hour write 30 minutes.',
  notJson: 'This is not JSON: {{reason}}', unitOf: 'Unit of {{label}}', seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days',
  weeks: 'weeks', months: 'months', years: 'years', remove: 'Remove {{what}}', moveUp: 'Move up', moveDown: 'Move down',
  channel: 'Channel', title: 'Title', body: 'Text', link: 'Link', linkPlaceholder: 'app://… or https://…', templateHelp: 'Liquid works here.',
  content: 'Content', variants: 'Variants', addVariant: 'Add a variant', makeVariants: 'Test several texts',
  singleText: 'Back to one text', weight: 'Share of people', variantId: 'Id of the variant', oneText: 'This message has one text.',
  exempt: 'Rules it ignores', exemptCaps: 'Frequency caps', exemptQuiet: 'Quiet hours', suppressed: 'When it is not sent',
  suppressedHelp: 'No consent, a full cap or quiet hours can hold it back.', suppressedSame: 'Goes on like the others',
  delayFor: 'For a time', delayUntil: 'Until a time', delayBest: 'Best time', howLong: 'How long', timeOfDay: 'Time of day', weekday: 'Day of the week', anyDay: 'Any day',
  date: 'On the date', dateHelp: 'YYYY-MM-DD; takes the place of a day of the week.', within: 'Within', bestHelp: 'The hour in which the person opened and clicked most so far.',
  monday: 'Monday', tuesday: 'Tuesday', wednesday: 'Wednesday', thursday: 'Thursday', friday: 'Friday', saturday: 'Saturday', sunday: 'Sunday',
  waitsFor: 'Waits for', addBranch: 'Add a way', addSegmentBranch: 'Add a segment', event: 'Event', segment: 'Segment', entersSegment: 'Is in segment',
  wayId: 'Id of the way', timeout: 'Time limit', timeoutOn: 'Go on after a time', timeoutAfter: 'After', look: 'What counts',
  lookArrival: 'Only what happens from now on', lookEntry: 'Everything since the person entered', lookBack: 'Also what happened before, up to', lookBackSpan: 'How far back',
  onlyIf: 'Only if', conditions: 'Conditions', branches: 'Ways', branchWhen: 'Who takes it', elseHelp: 'Everybody who fits none of these takes the last way.',
  key: 'Hash key', keyHelp: 'The same key deals people the same way in several splits. Default: this journey and step.', goal: 'Judged by', anyGoal: 'Any goal',
  attribute: 'Attribute', value: 'Value', addAttribute: 'Set an attribute', setHelp: 'Text, a number, true or false. Liquid works.', nothingSet: 'Nothing is set yet.',
  url: 'Address', method: 'Method', requestBody: 'Body', onError: 'When it fails', onErrorSame: 'Goes on like the others', webhookHelp: 'No request leaves while rehearsing.',
  otherJourney: 'Id of the other journey', waitForIt: 'Wait until it has ended', outcome: 'Outcome', outcomeHelp: 'What this ending is called in the results.',
  trigger: 'Starts when', triggerEvent: 'Event', triggerSegment: 'Segment', triggerSchedule: 'Schedule', triggerApi: 'Call', enter: 'They enter it', leave: 'They leave it', change: 'Change',
  at: 'At', atHelp: 'Such as 2026-12-01T09:00', every: 'Repeats', everyHelp: 'An RFC 5545 rule such as FREQ=WEEKLY;BYDAY=MO', audience: 'Who is asked', apiName: 'Name of the call',
  general: 'General', description: 'Description', timeZone: 'Time zone', currency: 'Currency', activeFrom: 'Entries open from', activeUntil: 'Entries close at', dateOrInstant: 'Date or instant',
  reentry: 'Coming in again', once: 'Once', afterExit: 'After leaving', always: 'Every time', onceHelp: 'Each person goes through at most once.',
  afterExitHelp: 'One pass at a time; again when the last has ended.', alwaysHelp: 'Parallel passes, one for each value of the key if there is one.',
  cooldown: 'Not before', reentryKey: 'Key (an event property)', limit: 'At most', limitCount: 'times', limitOn: 'Limit how often', goals: 'Goals', addGoal: 'Add a goal',
  goalId: 'Name of the goal', goalValue: 'Value (an event property)', window: 'Counts for', windowHelp: 'Also after the journey has ended. Empty: while the person is in it.', endsJourney: 'Reaching it ends the journey',
  exits: 'Exits', addEventExit: 'Exit on an event', addSegmentExit: 'Exit on a segment', exitId: 'Name of the exit', exitsHelp: 'Leave at once, whatever step a person is in.',
  segments: 'Segments', addSegment: 'Add a segment', segmentInUse: 'Something still uses the segment {{name}}; change that first.', segmentId: 'Id: {{id}}', segmentWhen: 'Who is in it',
  stages: 'Stages', addStage: 'Add a stage', newStage: 'New stage', stagesHelp: 'Named parts of the journey, left to right.', policies: 'Sending rules', quietHours: 'Quiet hours', quietOn: 'Keep quiet hours', from: 'From', to: 'To',
  mode: 'Messages then', hold: 'Wait until they end', drop: 'Are not sent', caps: 'Frequency caps', addCap: 'Add a cap', anyChannel: 'Any channel', atMost: 'At most', per: 'Within', calendar: 'Counts by calendar (local day, week, month)',
  onCap: 'When full', skip: 'Not sent, goes on', exitJourney: 'Leaves the journey', retry: 'Tries again for', consent: 'Consent', consentHelp: 'The attribute that must be true before a channel is used. Empty: none needed.',
  holdout: 'Holdout', holdoutShare: 'Share held out', holdoutKey: 'Holdout key', priority: 'Priority', priorityHelp: 'Of two journeys at one instant, the higher acts first.',
  condAll: 'All of these', condAny: 'Any of these', condNot: 'Not', condSegment: 'In a segment', condAttribute: 'Attribute', condProperty: 'Event property', condDid: 'Did something', condJson: 'Other (JSON)', addCondition: 'Add a condition',
  always_: 'Everybody: no condition.', allOf: 'all of', anyOf: 'any of', notOf: 'not', match: 'Match', condJsonHelp: 'A form without fields here (sequence, sum, near, local time …), as the file has it.',
  conditionKind: 'Kind of condition', property: 'Property', comparison: 'Comparison', values: 'Values', betweenFrom: 'From', betweenTo: 'To', count: 'How often', atLeastOnce: 'At least once',
  times: 'times', didWithin: 'Within the last', ever: 'ever', perProperty: 'For the same', perAny: 'anything', whereTitle: 'Whose properties', addWhere: 'Only some of them', words: 'In words',
  eq: 'is', ne: 'is not', lt: 'is under', lte: 'is at most', gt: 'is over', gte: 'is at least', in: 'is one of', notIn: 'is none of', contains: 'contains', startsWith: 'starts with', exists: 'is known', missing: 'is missing', between: 'is between',
  ceq: 'exactly', cne: 'other than', clt: 'fewer than', clte: 'at most', cgt: 'more than', cgte: 'at least', anyEvent: 'any event', sameId: 'This name is taken here; choose another.', noSegments: 'This journey has no segments yet; add one in the journey’s form.',
})

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Days as the format numbers them: 1 is Monday. */
export function weekdayOptions(): { value: string; label: string }[] {
  return WEEKDAYS.map((day, index) => ({ value: String(index + 1), label: inspectorText(day) }))
}
