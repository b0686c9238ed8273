import type { text } from '../../../features/inspector/journey/journey-summary.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  title: 'Kısaca',
  who: 'Giren',
  again: 'Ne sıklıkta',
  counts: 'Ne sayılır',
  ends: 'Nasıl biter',
  alsoWays_one: '{{first}} ya da başka {{count}} yolla',
  alsoWays_other: '{{first}} ya da başka {{count}} yolla',
  noGoal: 'Henüz hedef yok: işe yarayıp yaramadığı görülemez',
  goalIn: '{{span}} içinde {{event}}',
  early: '{{endings}}; erken biter: {{exits}}',
  intoSegment: '{{name}} segmentine girince',
  more_one: '{{count}} tane daha',
  more_other: '{{count}} tane daha',
}
