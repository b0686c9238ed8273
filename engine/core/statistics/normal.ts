/** P(Z <= z) of the standard normal distribution, to 1e-15: the rational approximation of Hart (1968) as given by G. West, "Better approximations to cumulative normal functions", Wilmott, 2005. */
export function normalCdf(z: number): number {
  const size = Math.abs(z)
  if (size > 37) return z > 0 ? 1 : 0
  const exponential = Math.exp((-size * size) / 2)
  const upper = size < 7.071_067_811_865_47 ? (exponential * polynomial(HART_ABOVE, size)) / polynomial(HART_BELOW, size) : exponential / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / 2.506_628_274_631
  return z > 0 ? 1 - upper : upper
}

const HART_ABOVE = [0.035_262_496_599_891_1, 0.700_383_064_443_688, 6.373_962_203_531_65, 33.912_866_078_383, 112.079_291_497_871, 221.213_596_169_931, 220.206_867_912_376]
const HART_BELOW = [0.088_388_347_648_318_4, 1.755_667_163_182_64, 16.064_177_579_207, 86.780_732_202_946_1, 296.564_248_779_674, 637.333_633_378_831, 793.826_512_519_948, 440.413_735_824_752]

/**
 * The z below which the standard normal distribution has that probability (0 < p < 1; ±Infinity at the ends): algorithm AS 241 (PPND16) of
 * M. J. Wichura, Applied Statistics 37, 1988, about 1 part in 10^16.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180_625 - q * q
    return (q * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r)
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const size = r <= 5 ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6) : polynomial(TAIL_ABOVE, r - 5) / polynomial(TAIL_BELOW, r - 5)
  return q < 0 ? -size : size
}

const CENTRE_ABOVE = [2509.080_928_730_122_7, 33_430.575_583_588_13, 67_265.770_927_008_7, 45_921.953_931_549_87, 13_731.693_765_509_46, 1971.590_950_306_551_3, 133.141_667_891_784_38, 3.387_132_872_796_366_5]
const CENTRE_BELOW = [5226.495_278_852_854, 28_729.085_735_721_943, 39_307.895_800_092_71, 21_213.794_301_586_597, 5394.196_021_424_751, 687.187_007_492_057_9, 42.313_330_701_600_91, 1]
const MIDDLE_ABOVE = [0.000_774_545_014_278_341_4, 0.022_723_844_989_269_184, 0.241_780_725_177_450_6, 1.270_458_252_452_368_4, 3.647_848_324_763_204_5, 5.769_497_221_460_691, 4.630_337_846_156_546, 1.423_437_110_749_683_5]
const MIDDLE_BELOW = [1.050_750_071_644_416_9e-9, 0.000_547_593_808_499_534_5, 0.015_198_666_563_616_457, 0.148_103_976_427_480_08, 0.689_767_334_985_1, 1.676_384_830_183_803_8, 2.053_191_626_637_759, 1]
const TAIL_ABOVE = [2.010_334_399_292_288_1e-7, 0.000_027_115_555_687_434_876, 0.001_242_660_947_388_078_4, 0.026_532_189_526_576_124, 0.296_560_571_828_504_87, 1.784_826_539_917_291_3, 5.463_784_911_164_114, 6.657_904_643_501_103]
const TAIL_BELOW = [2.044_263_103_389_939_7e-15, 1.421_511_758_316_446e-7, 0.000_018_463_183_175_100_548, 0.000_786_869_131_145_613_3, 0.014_875_361_290_850_615, 0.136_929_880_922_735_8, 0.599_832_206_555_888, 1]

/** Coefficients from the highest power down. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
