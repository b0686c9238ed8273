import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'

/** A step on a small map: its place in twentieths of the canvas's own unit, its family, and the places in the list that its ways lead to. */
export type MapStep = readonly [x: number, y: number, family: StepFamily, next: readonly number[]]

/** How the journeys of the templates lie on the canvas, by template, entries first. A test holds them against the journeys. */
export const TEMPLATE_MAPS: Readonly<Record<string, readonly MapStep[]>> = {
  'passo-dukkan': [
    [0, 0, 'entry', [1]], [19, 0, 'time', [6, 11, 16, 21, 23, 2]], [19, 20, 'logic', [3, 4]], [38, 21, 'message', [4]],
    [38, 31, 'time', [6, 11, 16, 21, 23, 5]], [38, 50, 'end', []], [62, 0, 'time', [11, 16, 21, 23, 7]], [62, 20, 'logic', [8, 9]],
    [81, 21, 'message', [9]], [81, 31, 'time', [11, 16, 21, 23, 10]], [81, 50, 'end', []], [105, 0, 'time', [16, 21, 23, 12]], [105, 20, 'logic', [13, 14]],
    [124, 21, 'message', [14]], [124, 31, 'time', [16, 21, 23, 15]], [124, 50, 'end', []], [148, 0, 'time', [21, 23, 17]], [148, 20, 'logic', [18, 21]],
    [148, 34, 'logic', [19, 20]], [167, 32, 'message', [21]], [167, 41, 'message', [21]], [186, 21, 'time', [23, 22]], [186, 50, 'end', []],
    [210, 21, 'time', [24]], [210, 32, 'message', [25]], [210, 43, 'end', []],
  ],
  'cart-abandonment': [
    [0, 2, 'entry', [1]], [19, 0, 'time', [2, 3]], [19, 12, 'end', []], [43, 0, 'message', [4]], [43, 9, 'time', [5, 6]], [43, 21, 'end', []],
    [67, 0, 'logic', [7, 8, 9]], [86, 0, 'message', [10]], [86, 9, 'message', [10]], [86, 18, 'message', [10]], [105, 0, 'time', [11, 12]],
    [105, 12, 'end', []], [129, 0, 'logic', [13, 16]], [148, 0, 'message', [14]], [148, 9, 'time', [15, 16]], [148, 21, 'end', []], [129, 21, 'end', []],
  ],
  'win-back': [
    [0, 0, 'entry', [2]], [0, 10, 'entry', [2]], [19, 0, 'time', [3]], [19, 9, 'logic', [4, 5, 6]], [43, 0, 'message', [7]], [43, 9, 'message', [7]],
    [43, 18, 'message', [7]], [62, 0, 'time', [14, 8]], [86, 0, 'message', [9]], [105, 0, 'time', [14, 10]], [129, 0, 'logic', [11, 13]],
    [148, 0, 'message', [12]], [148, 9, 'time', [14, 13]], [129, 21, 'end', []], [172, 0, 'message', [15]], [172, 9, 'end', []],
  ],
  'category-push': [
    [0, 2, 'entry', [1]], [19, 0, 'time', [2, 3]], [19, 14, 'end', []], [38, 0, 'logic', [4, 5]], [38, 12, 'end', []], [62, 0, 'logic', [6, 7]],
    [81, 0, 'message', [9, 8]], [81, 12, 'message', [9, 8]], [62, 21, 'end', []], [105, 0, 'time', [10, 11]], [105, 12, 'end', []],
    [124, 0, 'logic', [13, 12]], [124, 12, 'end', []], [148, 0, 'message', [14]], [148, 9, 'time', [15, 16]], [148, 21, 'end', []], [148, 30, 'end', []],
  ],
  'push-opt-in': [
    [0, 0, 'entry', [2]], [0, 10, 'entry', [2]], [19, 0, 'message', [3]], [19, 9, 'time', [10, 5, 4]], [43, 0, 'time', [5]], [43, 9, 'time', [10, 6, 8]],
    [67, 0, 'message', [7]], [67, 9, 'time', [10, 8]], [91, 0, 'message', [9, 13]], [91, 12, 'time', [10, 13]], [115, 24, 'logic', [11]],
    [115, 33, 'message', [12]], [115, 42, 'end', []], [115, 0, 'end', []],
  ],
  'churn-recovery': [
    [0, 2, 'entry', [1]], [19, 0, 'time', [2]], [19, 9, 'logic', [3, 6]], [43, 0, 'message', [4]], [62, 0, 'time', [18, 5]], [81, 0, 'message', [9]],
    [43, 15, 'message', [7]], [62, 15, 'time', [18, 8]], [81, 15, 'message', [9]], [105, 0, 'time', [18, 10]], [105, 12, 'logic', [11, 12, 13]],
    [124, 0, 'message', [14]], [124, 9, 'message', [14]], [124, 18, 'message', [14]], [143, 0, 'time', [18, 15]], [143, 12, 'message', [16]],
    [162, 0, 'time', [18, 17]], [162, 12, 'end', []], [186, 30, 'message', [19]], [186, 39, 'end', []],
  ],
  'in-app-placement': [
    [0, 2, 'entry', [1]], [19, 0, 'logic', [5, 2, 3]], [38, 9, 'time', [6, 4]], [38, 21, 'time', [7, 4]], [38, 33, 'end', []], [62, 0, 'message', [9, 8]],
    [62, 12, 'message', [9, 8]], [62, 24, 'message', [9, 8]], [62, 36, 'end', []], [86, 0, 'time', [11, 10]], [86, 12, 'end', []],
    [105, 0, 'time', [15, 12]], [105, 12, 'message', [13]], [105, 21, 'time', [15, 14]], [105, 33, 'end', []], [129, 0, 'message', [16]],
    [129, 9, 'end', []],
  ],
  'geofence': [
    [0, 0, 'entry', [2]], [0, 10, 'entry', [2]], [19, 0, 'logic', [3, 4, 6]], [19, 15, 'end', []], [43, 0, 'message', [5]], [43, 9, 'time', [13, 6]],
    [67, 0, 'message', [7]], [67, 12, 'time', [13, 8]], [91, 0, 'logic', [9, 12]], [110, 0, 'time', [10]], [110, 9, 'message', [11, 12]],
    [110, 21, 'time', [13, 12]], [110, 33, 'end', []], [134, 0, 'message', [14]], [134, 9, 'end', []],
  ],
  'loan-application': [
    [0, 2, 'entry', [1]], [19, 0, 'time', [10, 1, 2]], [19, 14, 'message', [3]], [19, 23, 'time', [10, 4]], [43, 0, 'logic', [5, 6, 7]],
    [62, 0, 'message', [8]], [62, 9, 'message', [8]], [62, 18, 'message', [8]], [81, 0, 'time', [10, 9]], [81, 12, 'end', []], [105, 0, 'logic', [12, 11]],
    [105, 12, 'end', []], [124, 0, 'message', [13]], [124, 9, 'time', [16, 14]], [148, 0, 'message', [15]], [148, 9, 'time', [16, 17]], [167, 0, 'end', []],
    [167, 9, 'end', []],
  ],
  'coupon-campaign': [
    [0, 9, 'entry', [1]], [19, 7, 'time', [2, 3]], [38, 3, 'end', []], [62, 7, 'logic', [4, 7]], [81, 3, 'logic', [5, 6]], [100, 0, 'message', [8]],
    [100, 9, 'message', [8]], [100, 18, 'message', [8]], [124, 8, 'time', [9, 10]], [143, 5, 'end', []], [143, 15, 'end', []],
  ],
}
