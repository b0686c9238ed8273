import type { Channel } from '../../../engine/core/model/steps/message.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { channelInWords } from '../../i18n/in-words.ts'
import { locale } from '../../i18n/language.ts'

export const assumeText = defineTexts('assumptions', {
  title: 'Assumptions', close: 'Close', intro: 'History tells what people did, not how they would have reacted to a new message. Say what you assume; a run then says which figures rest on it.',
  chipNone: 'Assumptions: none', chipOff: 'Assumptions: off', chipMessages_one: 'Assumptions: {{count}} message', chipMessages_other: 'Assumptions: {{count}} messages',
  chipWebhooks_one: 'Assumptions: {{count}} webhook', chipWebhooks_other: 'Assumptions: {{count}} webhooks', chipOther: 'Assumptions: of other messages',
  chipHint: 'How people are assumed to react to the messages, and what webhooks answer',

  saving: 'Saving …', saved: 'Saved', notSaved: 'Not saved', notSavedNote: 'The assumptions could not be saved', unsavedJourney: 'Kept once the journey is saved', savedHint: 'Kept with this journey in the workspace, beside its versions. Not part of the journey itself.',
  more: 'Files and more', openFile: 'Open a scenario file …', saveFile: 'Save as a scenario file', takeAll: 'Take all away', replaced: '“{{name}}” took the place of the assumptions', takenAll: 'All assumptions were taken away',
  takenAway: 'The assumptions of “{{name}}” were taken away', notRead: '“{{name}}” was not opened', loadFailed: 'The assumptions of this journey could not be read', tryAgain: 'Try again',

  use: 'In a run', useOff: 'Off', useWhatIf: 'What-if', useBacktest: 'Backtest',
  offHelp: 'A run takes history as it is; nobody reacts to a message.', whatIfHelp: 'Reactions happen: they can convert, move waits and start journeys.', backtestHelp: 'History stays as it was; reactions are only drawn and counted.',
  take: 'Of each range', takeLow: 'Low', takeMiddle: 'Middle', takeHigh: 'High', takeHelp: 'Which end of ranges such as 4–8 % a run takes.',

  learn: 'Learn from “{{data}}”', learnHelp: 'Takes shares and times from $sent, $opened and $clicked, as 95 % ranges. Effects are not learned: what people do after a message is not what they do because of it.',
  cannotLearn: 'Data with $sent and $opened or $clicked events can fill these in; the chosen data have none.', learning: 'Learning', stop: 'Stop',
  learned_one: '{{count}} entry was learned from {{messages}} messages', learned_other: '{{count}} entries were learned from {{messages}} messages',

  messages: 'Messages', noMessages: 'This journey sends no message, so there is nothing to react to. Add a message step.', anyMessage: 'Any message', anyOf: 'Any {{channel}}', anyOfHelp: 'For every {{channel}} that has no figures of its own.',
  textOf: '{{step}}, text “{{variant}}”', nothing: 'Nothing assumed: nobody reacts', asAny: 'As any message', asAnyOf: 'As any {{channel}}', asStep: 'As “{{step}}”', textsOwn: 'Figures of their own for the text', ownText: '“{{variant}}”',
  ofSent: 'Of those sent,', delivered: 'are delivered.', ofDelivered: 'Of those delivered,', open: 'open it,', ofOpened: 'Of those who opened,', click: 'click,',
  deliveredShare: 'Share delivered, in per cent', openedShare: 'Share opened, in per cent', clickedShare: 'Share clicked, in per cent', effectShare: 'Additional share, in per cent', openDelay: 'Until it is opened', clickDelay: 'Until they click', effectDelay: 'Until they do it',
  all: '100', nobody: '0', notAShare: 'A share is 0 to 100, or a range such as 4–8.', atOnce: 'at once', about: 'after about', exactly: 'after exactly', whenOf: '{{label}}: when', howSlow: 'how long the slowest take', p90: 'nine of ten within', longest: 'all within',
  tooShort: 'Not shorter than the time before it.', shortTail: 'As usual: nine of ten within three times that, all within six.',
  becauseOf: 'Because of it,', effectMore: 'more of those who', effectDo: 'do', stageOf: 'Of whom', stage_sent: 'were sent it', stage_delivered: 'got it', stage_opened: 'opened', stage_clicked: 'clicked', withWord: 'with', equals: '=', property: 'Property', propertyValue: 'Value of {{name}}',
  addEffect: 'Because of it, more people …', addProperty: 'with a property', removeEffect: 'Take this effect away', removeProperty: 'Leave it out', newProperty: 'property', sameProperty: 'It has a property of that name.', propertyMissing: 'Name the property.',
  source: 'Where the figures come from', sourcePlaceholder: 'Where the figures come from: a report, a benchmark, a guess', basis: 'They are', assumed: 'Assumed', learnedBasis: 'Learned', assumedHint: 'Somebody’s assumption, not data', learnedHint: 'Taken from data', takeAway: 'Take these away', forOwn: 'Give it figures of its own',

  webhooks: 'Webhooks', answers: 'answers', answersAlways: 'What it answers', success: 'success', error: 'an error', sometimes: 'an error in', ofCalls: 'of calls', oneShare: 'Here one number is needed: a webhook takes no range.', errorShare: 'Share of errors, in per cent',
  sets: 'On success it sets', setsHelp: 'Attributes as JSON, such as {"tier":"gold"}; empty: none.', notAnObject: 'Write attributes as {"name": value}.', setMore: 'a success sets attributes',

  hasError: 'Something here is wrong', hasWarning: 'Something here changes nothing',
  others: 'Of other messages', othersHelp: 'Entries that no message of this journey is named by.', otherEntry: 'Step “{{step}}”', otherVariant: 'step “{{step}}”, text “{{variant}}”', otherOfJourney: '{{entry}} of the journey “{{journey}}”', otherAny: 'Any message', useName: 'Use “{{name}}”', remove: 'Take it away',

  sayDelivered: '{{share}} delivered', sayOpened: '{{share}} open', sayClicked: '{{share}} of these click', sayDelay: '{{what}} after {{delay}}', sayAbout: 'about {{delay}}', sayEffect: '{{share}} more do {{event}}', sayNothing: 'delivered, and nothing comes of it',

  noteWhatIf_one: 'What-if: reactions to {{count}} message are {{basis}}{{end}}.', noteWhatIf_other: 'What-if: reactions to {{count}} messages are {{basis}}{{end}}.',
  noteBacktest_one: 'Backtest: reactions to {{count}} message are {{basis}}{{end}} and only counted; people do what they did in the data.', noteBacktest_other: 'Backtest: reactions to {{count}} messages are {{basis}}{{end}} and only counted; people do what they did in the data.',
  noteWebhooks: 'What webhooks answer is assumed.', basisAssumed: 'assumed', basisLearned: 'learned from data', basisBoth: 'partly assumed, partly learned',
  endLow: ' (low end of the ranges)', endMiddle: ' (middle of the ranges)', endHigh: ' (high end of the ranges)', change: 'Assumptions …', noneOfThese: 'No reaction was assumed to any message that was sent.',

  reactions: 'Messages and what came of them', colDelivered: 'Delivered', colOpened: 'Opened', colClicked: 'Clicked', effectCount: '+{{people}} {{event}}', nobodyReacts: 'Nothing assumed: nobody reacts', text: 'Text {{variant}}', reactionsHint: 'Drawn from the assumptions, not measured. Counted up to the end of the run; the share beside it is of the column before.',

  interval: 'Low, middle, high', intervalHint: 'Runs the journey at the low end, the middle and the high end of the ranges, and without any reaction, on the same people.', intervalHelp: 'Conversions if every figure is at its low end, in the middle, at its high end. History alone: nobody reacts.',
  intervalNoRanges: 'No figure of these assumptions is a range: low and high would be the same. Write a range such as 4–8.', historyAlone: 'History alone', withThem: 'With the assumptions', beside: 'Compare with history alone', goalConversions: 'Conversions', fromNone: 'from none', intervalRunning: 'Run {{number}} of {{of}}: {{what}}', runLow: 'low', runMiddle: 'middle', runHigh: 'high', runHistory: 'history alone',
  intervalPicture: '{{goal}}: {{history}} by history alone, {{low}} to {{high}} with the assumptions', plus: '+{{share}}', minus: '−{{share}}', spanColumn: 'From low to high',
})

/** The channel within a sentence: "push", but "SMS" and "WhatsApp". */
export function channelWithin(channel: Channel): string {
  const words = channelInWords(channel)
  return channel === 'sms' || channel === 'whatsapp' ? words : words.charAt(0).toLocaleLowerCase(locale()) + words.slice(1)
}
