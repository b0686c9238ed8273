import type { Channel } from '../../../engine/core/model/steps/message.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { full } from '../../i18n/numbers.ts'
import { smsParts } from './sms-parts.ts'

export const text = defineTexts('messageLimits', {
  pushTitle: 'The title has {{count}} characters; phones show about {{most}} on one line.',
  pushBody: 'The text has {{count}} characters; an iOS-like lock screen shows about {{most}}.',
  pushFirst: 'Closed, an Android-like notification shows one line, about {{most}} characters: put first what matters.',
  webTitle: 'The title has {{count}} characters; browsers cut it from about {{most}} on.',
  webBody: 'The text has {{count}} characters; browsers cut it from about {{most}} on.',
  subject: 'The subject has {{count}} characters; phones show about {{most}}.',
  preheader: 'The preview text has {{count}} characters; inboxes show at most about {{most}}.',
  clipped: 'The body has {{count}} kB; some mailboxes cut e-mails at {{most}} kB.',
  sms: 'Sent, and paid for, as {{count}} SMS.',
  smsForeign: '{{characters}} is not in the SMS alphabet (GSM-7), so each SMS holds 70 characters instead of 160.',
  smsEmpty: 'There is no text to send.',
  waTitle: 'The title has {{count}} characters; WhatsApp takes at most {{most}}.',
  waBody: 'The text has {{count}} characters; WhatsApp takes at most {{most}}.',
  waFooter: 'The footer has {{count}} characters; WhatsApp takes at most {{most}}.',
  button: 'The button “{{label}}” has {{count}} characters; at most about {{most}} fit.',
})

/** Something about the length of what a person would get; `refused`: the channel does not take it at all. */
export interface LengthNote { tone: 'refused' | 'warning' | 'hint'; words: string }

// Where the numbers are from. Push: Braze docs, "Push message and image formats" (iOS lock screen 160, Android lock screen 49) and Batch, "Optimal
// length for push" (titles cut from 30 to 50 on, by device). Web push: Braze docs, same page (Chrome: title 35, message 50 on Android, more on
// desktops). E-mail: Braze docs, "Email message and image formats" (subject 55, preheader 85); Gmail Help, "Message clipped" (102 kB).
// WhatsApp: Meta, "Template components" (header 60, body 1,024, footer 60, button 25).
const PUSH = { title: 50, body: 160, first: 49 }
const WEB = { title: 50, body: 120 }
const MAIL = { subject: 55, preheader: 85, clippedKb: 102 }
const WHATSAPP = { title: 60, body: 1024, footer: 60, button: 25 }
const BUTTON = 25

/** Notes on the lengths of rendered texts, by channel; fields by their names in the template. */
export function lengthNotes(channel: Channel, fields: Readonly<Record<string, string>>): LengthNote[] {
  const notes: LengthNote[] = []
  const over = (key: Parameters<typeof text>[0], field: string, most: number, tone: LengthNote['tone'] = 'warning') => {
    const count = [...(fields[field] ?? '')].length
    if (count > most) notes.push({ tone, words: text(key, { count: full(count), most: full(most) }) })
  }
  const buttons = (most: number, tone: LengthNote['tone']) => {
    for (const key of ['button', 'secondButton']) {
      const label = fields[key] ?? ''
      const count = [...label].length
      if (count > most) notes.push({ tone, words: text('button', { label, count, most }) })
    }
  }
  switch (channel) {
    case 'push':
      over('pushTitle', 'title', PUSH.title)
      over('pushBody', 'body', PUSH.body)
      if (notes.length === 0) over('pushFirst', 'body', PUSH.first, 'hint')
      break
    case 'webPush':
      over('webTitle', 'title', WEB.title)
      over('webBody', 'body', WEB.body)
      break
    case 'email':
      over('subject', fields.subject === undefined ? 'title' : 'subject', MAIL.subject)
      over('preheader', 'preheader', MAIL.preheader)
      if (bytesOf(fields.body ?? '') > MAIL.clippedKb * 1024) notes.push({ tone: 'warning', words: text('clipped', { count: full(Math.ceil(bytesOf(fields.body ?? '') / 1024)), most: MAIL.clippedKb }) })
      break
    case 'sms':
    {
      const { parts, foreign } = smsParts(fields.body ?? '')
      if (parts === 0) notes.push({ tone: 'hint', words: text('smsEmpty') })
      if (parts > 1) notes.push({ tone: 'warning', words: text('sms', { count: parts }) })
      if (foreign.length > 0) notes.push({ tone: 'hint', words: text('smsForeign', { characters: foreign.slice(0, 6).map((one) => `“${one}”`).join(', ') + (foreign.length > 6 ? ' …' : '') }) })
      break
    }
    case 'whatsapp':
      over('waTitle', 'title', WHATSAPP.title, 'refused')
      over('waBody', 'body', WHATSAPP.body, 'refused')
      over('waFooter', 'footer', WHATSAPP.footer, 'refused')
      buttons(WHATSAPP.button, 'refused')
      break
    case 'inApp':
    case 'widget':
      buttons(BUTTON, 'warning')
      break
  }
  return notes
}

function bytesOf(written: string): number {
  return new TextEncoder().encode(written).length
}
