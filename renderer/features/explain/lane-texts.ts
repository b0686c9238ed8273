import { defineTexts } from '../../i18n/define-texts.ts'

export const laneText = defineTexts('lanes', {
  title: 'Along time',
  events: 'Events',
  steps: 'Steps',
  messages: 'Messages',
  goals: 'Goals',
  zoomIn: 'Zoom in (Ctrl and the wheel)',
  zoomOut: 'Zoom out',
  fit: 'All of it',
  stay: '{{name}}: from {{from}} to {{to}}',
  still: 'now',
  moment: '{{name}}: {{at}}',
  event: '{{name}}, {{at}}',
  eventMovable: '{{name}}, {{at}}. Drag it, or move it with the arrow keys: a minute, with Shift an hour, with Ctrl a day. Enter opens it, Delete takes it away',
  several: '{{count}} events: {{names}}. Press to zoom in',
  to: '→ {{at}}',
  changed: 'changed',
  isNew: 'new',
  toCome: 'not yet',
  sent: 'sent', parked: 'parked', suppressed: 'suppressed',
})
