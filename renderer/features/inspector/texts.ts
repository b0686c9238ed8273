import { defineTexts } from '../../i18n/define-texts.ts'
import { weekOrder } from '../../stores/regional.ts'

export const inspectorText = defineTexts('inspector', {
  // The frame of every form.
  journey: 'Journey', entry: 'Entry', severalTitle_one: '{{count}} selected', severalTitle_other: '{{count}} selected',
  severalHelp: 'Move, copy or delete them together. Select one to change it.',
  connectionTitle: 'Connection', connectionHelp: 'Drag either end to another step, or press Delete to take it away.',
  name: 'Name', note: 'Note', notePlaceholder: 'Why this step is here', stage: 'Stage', noStage: 'No stage',
  duplicate: 'Duplicate', delete: 'Delete', replaceWith: 'Replace with …', leadsTo: 'Leads to', theEnd: 'The end: leaves as completed', next: 'Then',
  thenTo: 'then go to', elseWay: 'Everyone else', itself: 'This step again', newStep: 'New: {{kind}}', stepsHere: 'Steps of this journey', newSteps: 'A new step', noSuchStep: 'No step is called that.',
  newStageNamed: 'New stage “{{name}}”', noSuchStage: 'No stage is called that.', undoNewStage: 'Put step into new stage {{name}}',
  remove: 'Remove {{what}}', takeAway: 'Take this away', moveUp: 'Move up', moveDown: 'Move down', more: 'More', sayMore: 'Say more', none: 'None',
  from: 'From', to: 'To', toWord: 'to', and: 'and', of: 'of', or: 'or',

  // What a field refuses.
  notANumber: 'This is not a number; write one such as 3 or 0.5.', wholeNumber: 'Write a whole number, 1 or more.', durationMissing: 'Write how long, such as 30 minutes.',
  durationExact: 'Months and years differ in length; write days or weeks here.',
  notADuration: 'This is not a time; write it like 30 min, 2 h or 1 day 12 hours.', durationExample: 'such as 2 days', understoodAs: '= {{span}}', notJson: 'This is not JSON: {{reason}}',
  timeMissing: 'Write a time of day, such as 09:00.', notATime: 'This is not a time of day; write it like 9:30 or 21:00.', dateMissing: 'Choose a day.', notADate: 'This is not a day; write it like 1 Dec 2026.', dateExample: '1 Dec 2026', chooseDay: 'Choose a day: {{label}}',
  noDay: 'Keep at least one day.', notADayOfMonth: 'A day of the month is 1 to 31.', notAPlace: 'Write latitude and longitude, such as 41.0082, 28.9784.',
  notAShare: 'A share is 0 to 100 %.', sameId: 'This name is taken here; choose another.', eventMissing: 'Name an event.', propertyMissing: 'Name a property.',
  attributeMissing: 'Name an attribute.', urlMissing: 'Write an address, such as https://example.com/hook.', noSegments: 'This journey has no segments yet; add one in the journey’s form.',
  ruleProblem: 'This rule cannot be read: {{problem}}.',

  // Spans and clocks.
  seconds_one: '{{amount}} second', seconds_other: '{{amount}} seconds', minutes_one: '{{amount}} minute', minutes_other: '{{amount}} minutes', hours_one: '{{amount}} hour', hours_other: '{{amount}} hours',
  days_one: '{{amount}} day', days_other: '{{amount}} days', weeks_one: '{{amount}} week', weeks_other: '{{amount}} weeks', months_one: '{{amount}} month', months_other: '{{amount}} months', years_one: '{{amount}} year', years_other: '{{amount}} years',
  timeOf: 'Time of day: {{label}}', timePlaceholder: '00:00', timeOfDay: 'Time of day', weekday: 'Day of the week',
  monday: 'Monday', tuesday: 'Tuesday', wednesday: 'Wednesday', thursday: 'Thursday', friday: 'Friday', saturday: 'Saturday', sunday: 'Sunday', weekdaysShort: 'Mo Tu We Th Fr Sa Su',

  // Entries.
  trigger: 'People come in when', triggerEvent: 'Something happens', triggerPlace: 'They arrive at a place', triggerSegment: 'They enter or leave a segment',
  triggerSchedule: 'A time comes', triggerApi: 'Another system calls', triggerEventHelp: 'An event of the data, such as a sign-up or a purchase.',
  triggerPlaceHelp: 'An event that carries a position near a point: a geofence.', triggerSegmentHelp: 'The moment in which they begin, or cease, to fit a segment.',
  triggerScheduleHelp: 'Once or again and again, for everybody who fits.', triggerApiHelp: 'Your own system starts the journey for one person.',
  havePeople_one: '{{people}} person', havePeople_other: '{{people}} people', notInData: 'Nobody in the chosen data did this.', eventFacts_one: 'In the chosen data: {{people}} person, {{events}} times.', eventFacts_other: 'In the chosen data: {{people}} people, {{events}} times.',
  attributeNotInData: 'Nobody in the chosen data has this.', propertyNotInData: 'No such event of the chosen data has this.',
  event: 'Event', segment: 'Segment', change: 'Change', enter: 'They enter it', leave: 'They leave it', onlyIf: 'Only if',
  apiName: 'Name of the call', apiNameHelp: 'Arrives in the data as the event $api:{{name}}.',
  scheduleOnce: 'Once', scheduleRepeating: 'Repeating', scheduleAt: 'On', scheduleFrom: 'Starting on', scheduleFromHelp: 'Empty: from the first day of the data.',
  audience: 'Who is asked', addAudience: 'Not everybody: only who fits a condition',
  every: 'Every', interval: 'How many', recurrenceUnit: 'Days, weeks or months', unit_day_one: 'day', unit_day_other: 'days', unit_week_one: 'week', unit_week_other: 'weeks',
  unit_month_one: 'month', unit_month_other: 'months', recurrenceDays: 'On these days', onThe: 'on', whichOfMonth: 'Which of the month', dayOfMonth: 'day', lastDayShort: 'the last day',
  atWord: 'at', endsWord: 'It ends', recurrenceEnd: 'When it ends', endNever: 'never', endDate: 'on', endCount: 'after',
  rule: 'Rule (RFC 5545)', ruleHelp: 'Such as FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0', ruleOther: 'Hours are those of the journey’s time zone.',
  showRule: 'Write it as a rule (RFC 5545)', showFields: 'Back to the fields',
  inZone: 'On the clock of {{zone}}.', neverInData: 'Does not come round in the chosen data ({{zone}}).', onceInData: 'Once in the chosen data: {{when}} ({{zone}}).',
  timesInData_one: '{{count}} time in the chosen data: {{first}} ({{zone}}).', timesInData_other: '{{count}} times in the chosen data, from {{first}} to {{last}} ({{zone}}).',

  // Messages.
  channel: 'Channel', title: 'Title', subject: 'Subject', body: 'Text', link: 'Link', linkPlaceholder: 'app://… or https://…',
  content: 'Content', texts: 'Texts', textsHelp: 'Everybody is dealt one of them and keeps it.', addText: 'Add a text', makeVariants: 'Test several texts', singleText: 'Back to one text',
  weight: 'Share', variantId: 'Name', addField: 'Another field', fieldName: 'Name of the field', fieldText: 'Text of {{name}}',
  exempt: 'Rules it ignores', exemptCaps: 'Frequency caps', exemptQuiet: 'Quiet hours', exemptHelp: 'For order confirmations and the like. It still counts towards the caps of others.',
  suppressed: 'When it is not sent', suppressedHelp: 'No consent, a full cap or quiet hours can hold it back.', suppressedSame: 'Goes on like the others', thenGoesTo: 'Then goes to',

  // Waiting.
  howLong: 'How long', delayFor: 'For a time', delayUntil: 'Until a time', delayBest: 'Best time', waitWord: 'Wait', waitUntil: 'Wait until', whichDay: 'Which day',
  nextDay: 'the next day or today', nextWeekday: 'the next {{day}}', onDate: 'a date', localTimeHelp: 'On the person’s own clock if their time zone is known, else that of {{zone}}.',
  onDateHelp: 'Who comes here later goes on at once. On the person’s own clock if their time zone is known, else that of {{zone}}.',
  bestWithin: 'Wait for their best hour, at most', bestHelp: 'The hour of the day in which the person opened and clicked most so far. Without one, or further away, they go on at once.',
  waitsFor: 'Wait until', waitsForHelp: 'The first of these that comes decides the way.', happens: 'happens', isIn: 'they are in', addEventBranch: 'Or an event', addSegmentBranch: 'Or a segment',
  timeout: 'Time limit', timeoutOn: 'Go on after a time', timeoutAfter: 'Go on after', look: 'What counts',
  lookArrival: 'Only what happens from now on', lookEntry: 'Everything since they came in', lookBack: 'Also what happened before', lookBackSpan: 'How far back',

  // Branches and splits.
  branches: 'Ways', elseHelp: 'The first way that fits is taken; who fits none takes the last.', wayNumber: 'Way {{number}}', addBranch: 'Add a way',
  variants: 'Groups', splitHelp: 'By chance, and for good: who comes back lands in the same group.', addVariant: 'Add a group', sameShares: 'Equal shares', judging: 'Who does better',
  goal: 'Judged by', anyGoal: 'Any goal', autoWinner: 'Name a winner by itself', winnerAfter: 'After', winnerMinimum: 'and at least', winnerPeople: 'people in each, by', winnerMetric: 'Goal that decides',
  autoWinnerHelp: 'A rehearsal reports whom it would name and when; everybody keeps their group.',
  key: 'Hash key', keyHelp: 'Splits with the same key deal a person alike.', keyPlaceholder: 'Its own',

  // The other steps.
  setTitle: 'Attributes to set', nothingSet: 'Nothing is set yet.', attribute: 'Attribute', value: 'Value', valueOf: 'Value of {{name}}', addAttribute: 'Set an attribute', setTo: 'What happens to it',
  becomes: 'becomes', isEmptied: 'is emptied', isList: 'a list', setHelp: 'Text, a number, true or false. Liquid works, such as {{brace}}.',
  request: 'Request', method: 'Method', url: 'Address', addBody: 'Add a body', requestBody: 'Body', bodyHelp: 'JSON; Liquid works in its texts.', webhookHelp: 'No request leaves while rehearsing: the answer is scripted, else a success.',
  onError: 'When it fails', onErrorHelp: 'An error, or no answer.', onErrorSame: 'Goes on like the others',
  otherJourney: 'Goes through', otherJourneyId: 'Id of the other journey', noOtherJourneys: 'Save another journey in this workspace to choose it by name.', journeyUnknown: 'No journey of this workspace has the id “{{id}}”.',
  openJourney: 'Open “{{name}}”', meanwhile: 'Meanwhile', waitForIt: 'Wait until it ends', goOn: 'Go on at once',
  waitForItHelp: 'The way goes on when the other journey has ended for the person, or does not take them.', goOnHelp: 'Both go on side by side.',
  outcome: 'Outcome', outcomeHelp: 'What this ending is called in the results.',

  // The journey.
  description: 'Description', entries: 'Ways in', ways_one: '{{count}} way', ways_other: '{{count}} ways', entriesHelp: 'The first that fits takes a person in.', addEntry: 'Add a way in',
  calendarTitle: 'Dates, time zone, currency', timeZone: 'Time zone', timeZoneHelp: 'For people whose own is not known, and for schedules.', currency: 'Currency', noCurrency: 'None',
  activeFrom: 'Takes people in from', activeUntil: 'Takes people in until', activeHelp: 'On the clock of {{zone}}; the last moment is not included.', openFrom: 'From {{from}}', openUntil: 'Until {{to}}', openBetween: '{{from}} – {{to}}',
  reentry: 'Coming in again', once: 'Once', afterExit: 'After leaving', always: 'Every time', onceHelp: 'Each person goes through at most once.',
  afterExitHelp: 'One pass at a time; again when the last has ended.', alwaysHelp: 'Several passes side by side.', onceWords: 'Once per person', afterExitWords: 'After leaving', alwaysWords: 'Every time',
  alwaysKeyWords: 'Every time, one per {{key}}', cooldownWords: '{{span}} after leaving', limitWords: '{{words}}, at most {{count}} in {{span}}',
  cooldown: 'Not before', cooldownAfter: 'have passed', addCooldown: 'a pause between', reentryKey: 'One at a time for each', addKey: 'one at a time per order, cart …',
  limit: 'At most', limitWithin: 'times in', addLimit: 'at most so often',
  goals: 'Goals', addGoal: 'Add a goal', goalId: 'Name of the goal', reachedBy: 'Reached by', worth: 'worth its', goalValue: 'Value (an event property)', addWorth: 'a value', within: 'within', ofEntering: 'of coming in',
  window: 'How long after coming in it counts', addWindow: 'a time limit', endsJourney: 'Reaching it ends the journey', goalWords: '{{id}} in {{span}}',
  exits: 'Reasons to leave', addEventExit: 'On an event', addSegmentExit: 'On a segment', exitId: 'Name of the exit', exitsHelp: 'They leave at once, whatever step they are in.', when: 'When', assoonas: 'As soon as they are in',
  segments: 'Segments', segmentsHelp: 'Groups of people by what they did and who they are; used by name everywhere.', addSegment: 'Add a segment', segmentInUse: 'Something still uses the segment {{name}}; change that first.', segmentWhen: 'Anybody who fits this, for as long as they do:',
  stages: 'Stages', addStage: 'Add a stage', newStage: 'New stage', stageName: 'Name of stage {{stage}}', stageNeedsName: 'A stage needs a name.', fitStage: 'Fit to its cards', stagesHelp: 'Named parts of the journey, left to right.',

  // Rules for sending.
  quietHours: 'Quiet hours', addQuietHours: 'Keep quiet hours', mode: 'Messages then', hold: 'Wait until they end', drop: 'Are not sent', quietHelp: 'On the person’s own clock, on every channel.',
  quietHoldWords: '{{from}}–{{to}}, messages wait', quietDropWords: '{{from}}–{{to}}, not sent',
  caps: 'Frequency caps', capsHelp: 'The first that is full decides.', addCap: 'Add a cap', removeCap: 'Remove this cap', atMost: 'At most', anyMessages: 'messages', per: 'In which time', capCounting: 'How time is counted', rolling: 'in', byCalendar: 'per calendar',
  calendarDay: 'day', calendarWeek: 'week', calendarMonth: 'month', inSpan: '{{span}}', capWords: '{{count}} per {{span}}', capChannelWords: '{{count}} {{channel}} per {{span}}', onCap: 'Then more', skip: 'are not sent', exitJourney: 'end the journey', retry: 'wait for room', retryFor: 'Wait for at most',
  consent: 'Consent', consentNone: 'Not asked for', consentHelp: 'A channel listed here is used only for people who said yes. Others need no consent.', onlyIfTrue: '{{channel}} only if', isTrue: 'is true', consentOf: 'Attribute with the consent for {{channel}}',
  holdoutTitle: 'Control group and priority', holdout: 'control group', addHoldout: 'Hold a control group back', noHoldout: 'No control group', holdoutWords: '{{share}} held back', getNoMessage: 'of people get no message', holdoutShare: 'Share held back',
  holdoutHelp: 'They walk the journey like everybody else, so that what messages change can be measured.', holdoutKey: 'Holdout key', holdoutKeyHelp: 'Journeys with the same key hold the same people back.', holdoutKeyPlaceholder: 'This journey',
  priority: 'Priority', priorityHelp: 'When several journeys act at one instant, the higher comes first.', priorityWords: 'priority {{priority}}',

  // Conditions.
  pasteCondition: 'Paste a condition', nothingToPaste: 'No condition was copied yet.', cannotStandHere: 'That condition asks about an event; here there is none.', copyCondition: 'Copy', pasteAfter: 'Paste after it', pasteIntoGroup: 'Paste into it', dissolveGroup: 'Take out of the group',
  moveCondition: 'Drag it, or move it with the arrow keys', moveOf: 'Move: {{what}}', changeKind: 'Another kind of condition: {{kind}}', inWords: 'In words: {{condition}}.',
  sizeWhy: 'not counted', countingEvents: 'Counting events …', eventsShort_one: '{{events}} event', eventsShort_other: '{{events}} events',
  eventsFit_one: '{{events}} of {{all}} events of the chosen data fits · {{share}}', eventsFit_other: '{{events}} of {{all}} events of the chosen data fit · {{share}}',
  sizeNeedsMoment: 'It asks about the event at hand or the time of day, so nobody fits it beforehand: a rehearsal shows who does.',
  addCondition: 'Add a condition', andAlso: 'and also', orAlso: 'or also', match: 'Match', moreOfCondition: 'More about this condition', opposite: 'Say the opposite', putInGroup: 'Put into a group', removeCondition: 'Remove', not: 'not',
  kindsInSegment: 'They are in the segment', kindsDid: 'What they did', kindDid: 'Did something', kindDidNot: 'Did not do something', kindMeasure: 'How much it came to', kindSequence: 'One thing after the other', kindAbandoned: 'Began and did not finish',
  kindsPerson: 'Who they are', kindAttribute: 'What is known about them', kindSegment: 'In a segment', kindScore: 'A score',
  kindsEvent: 'The event at hand', kindProperty: 'What the event says', kindNear: 'Where it happened', kindsTime: 'When it is', kindLocalTime: 'Time of day', kindWeekday: 'Day of the week',
  kindsGroup: 'Groups', kindAll: 'All of several', kindAny: 'Any of several', condAll: 'All of these', condAny: 'Any of these', condNone: 'None of these', condNotAll: 'Not all of these',
  headNot: 'not', headSegment: 'They are in', headAttribute: 'Their', headProperty: 'The event’s', headDid: 'They', headSequence: 'They did, in this order,', headScore: 'Their score', headNear: 'It happened near', headLocalTime: 'On their clock it is', headWeekday: 'On their calendar it is',
  property: 'Event property', score: 'Score', comparison: 'Comparison', values: 'Values', valuesPlaceholder: 'Write one, press Enter', betweenFrom: 'From', betweenTo: 'To', between1: 'between',
  didOrNot: 'Did or did not', did: 'did', didNot: 'did not', anyEvent: 'any event', count: 'How often', times: 'times', perProperty: 'with the same', measure: 'Measure', didWithin: 'in the last', inStretch: 'in the', upTo: 'up to', before: 'more than', ago: 'ago', endingAgo: 'How long ago that time ended',
  withoutThen: 'without then', withinAfter: 'within', first: 'first', thenWord: 'then', addWhere: 'where …', addCount: 'how often', addPer: 'with the same …', addMeasure: 'how much', addWithin: 'in which time', addEndingAgo: 'longer ago', addNotFollowed: 'without then …', addThen: 'and then',
  msum: 'the sum', mavg: 'the average', mmax: 'the highest', mmin: 'the lowest', mdistinct: 'how many different',
  coordinates: 'Latitude and longitude', coordinatesHelp: 'As a map copies them.', withinMetres: 'within', radius: 'Radius in metres', metres: 'metres',
  eq: 'is', ne: 'is not', lt: 'is under', lte: 'is at most', gt: 'is over', gte: 'is at least', in: 'is one of', notIn: 'is none of', contains: 'contains', startsWith: 'starts with', exists: 'is known', missing: 'is missing', between: 'is between',
  ceq: 'exactly', cne: 'other than', clt: 'fewer than', clte: 'at most', cgt: 'more than', cgte: 'at least',
})

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Days as the format numbers them, 1 is Monday, in the order in which weeks are shown. */
export function weekdayOptions(): { value: string; label: string }[] {
  return weekOrder().map((day) => ({ value: String(day), label: inspectorText(WEEKDAYS[day - 1]!) }))
}
