import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Winner } from '../../../engine/core/simulate/auto-winner.ts'
import { spanMs } from './clock-by-the-page.ts'
import type { Instance } from './instance-by-the-page.ts'

/** Whom each split with an automatic winner would name: every instant at which somebody was dealt to, or that is `after` behind the first, is tried. */
export function winnersByThePage(document: JourneyDocument, all: readonly Instance[], until: number): Winner[] {
  return Object.entries(document.steps).flatMap(([id, step]): Winner[] => {
    if (step.kind !== 'split' || !step.autoWinner) return []
    const { after, metric, minimum } = step.autoWinner
    const dealt = all.filter(({ journey }) => !journey.heldOut).flatMap(({ takings, conversions }) => {
      const here = takings.filter((one) => one.step === id)
      return here.map((taking) => {
        const hit = conversions.find(({ goal, order }) => goal === metric && here.findLast((one) => one.order < order) === taking)
        return { variant: taking.variant, at: taking.at, convertedAt: hit?.at ?? Infinity }
      })
    })
    const countsAt = (instant: number) =>
      step.variants.map(({ id: variant }) => {
        const here = dealt.filter((one) => one.variant === variant && one.at <= instant)
        return { id: variant, entered: here.length, converted: here.filter(({ convertedAt }) => convertedAt <= instant).length }
      })
    const isEnough = (instant: number) => countsAt(instant).every(({ entered }) => entered >= minimum)
    const first = Math.min(...dealt.map(({ at }) => at))
    const at = [first + spanMs(after), ...dealt.map((one) => one.at)].filter((instant) => instant >= first + spanMs(after) && instant <= until && isEnough(instant)).sort((a, b) => a - b)[0]
    const variants = countsAt(at ?? until)
    const facts = { journey: document.id, step: id, goal: metric, variants }
    if (at === undefined) return [{ ...facts, status: dealt.length > 0 && isEnough(until) ? 'tooEarly' : 'tooFew', at: null, variant: null }]
    const shares = variants.map(({ entered, converted }) => (entered === 0 ? -1 : converted / entered))
    const best = variants.filter((_, index) => shares[index] === Math.max(...shares))
    return [best.length === 1 ? { ...facts, status: 'named', at, variant: best[0]!.id } : { ...facts, status: 'tie', at, variant: null }]
  })
}
