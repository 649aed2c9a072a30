import { describe, expect, it } from 'vitest'
import { curveOption, curvePoints, priceAt } from './priceCurve'

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const parts = [
  { upToMinutes: 60, price: euros(250) },
  { upToMinutes: 120, price: euros(500) },
  { upToMinutes: 240 },
]

describe('the price by length of stay', () => {
  it('jumps where it does, and breaks off where there is none', () => {
    expect(curvePoints(parts, 2)).toEqual([
      [0, 2.5],
      [60, 2.5],
      [60, 5],
      [120, 5],
      [120, null],
      [240, null],
    ])
  })

  it('holds to the last minute of its part', () => {
    expect([1, 60, 61, 120, 121, 300].map((minutes) => priceAt(parts, minutes)?.amountMinor)).toEqual([
      250,
      250,
      500,
      500,
      undefined,
      undefined,
    ])
  })

  it('has few enough marks below it', () => {
    const colours = { series: [], text: '', line: '', surface: '' }
    expect(curveOption(parts, 'EUR', colours, false).xAxis.interval).toBe(60)
    expect(curveOption([{ upToMinutes: 43_200 }], 'EUR', colours, false).xAxis.interval).toBe(10_080)
  })
})
