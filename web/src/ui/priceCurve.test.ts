import { shallowMount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { CurvePart } from '@/platform/api/generated'
import ChartFigure from './ChartFigure.vue'
import PriceCurve from './PriceCurve.vue'
import { curveMinutes, curveOption, curveRows, priceAt } from './priceCurve'

const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const parts: CurvePart[] = [
  { upToMinutes: 60, price: euro(250) },
  { upToMinutes: 120, price: euro(500) },
  { upToMinutes: 180 },
]
const colours = { series: ['a', 'b'], text: '', line: '', surface: 'white' }

describe('a curve of prices', () => {
  it('goes on beyond the stay one looks at, up to a week', () => {
    expect([30, 1200, 1440, 9000].map(curveMinutes)).toEqual([1440, 2880, 2880, 10_080])
  })

  it('knows the price of a stay, where it has one', () => {
    expect(priceAt(parts, 60)).toEqual(euro(250))
    expect(priceAt(parts, 61)).toEqual(euro(500))
    expect(priceAt(parts, 150)).toBeUndefined()
  })

  it('is a table, part by part', () => {
    expect(curveRows(parts)).toEqual([
      { label: 'Up to 1\u00a0h', price: '€2.50' },
      { label: 'Up to 2\u00a0h', price: '€5.00' },
      { label: 'Up to 3\u00a0h', price: 'no price' },
    ])
  })

  it('is a table of some lengths where the price never rests', () => {
    const growing = Array.from({ length: 1440 }, (_, index) => ({
      upToMinutes: index + 1,
      price: euro(index + 1),
    }))
    const rows = curveRows(growing)
    expect(rows).toHaveLength(48)
    expect(rows[1]).toEqual({ label: '1\u00a0h', price: '€0.60' })
  })

  it('jumps where a part ends, and breaks off where there is no price', () => {
    const { series } = curveOption({ parts, currency: 'EUR', chosen: 90 }, colours, false)
    expect(series[0]?.data).toEqual([
      [0, 2.5],
      [60, 2.5],
      [60, 5],
      [120, 5],
      [120, null],
      [180, null],
    ])
    expect(series[1]?.data.at(-1)).toMatchObject({ value: [90, 5] })
    expect(series[1]).toMatchObject({ label: { backgroundColor: 'white', borderColor: 'b', borderWidth: 1 } })
  })

  it('says that it ends before a longer stay', () => {
    const caption = (chosen?: number) =>
      shallowMount(PriceCurve, { props: { title: 'What a stay costs', parts, currency: 'EUR', chosen } })
        .getComponent(ChartFigure)
        .props('note')
    expect(caption(14_400)).toBe('Drawn for stays of up to 7\u00a0d. Yours lasts 10\u00a0d.')
    expect([caption(10_080), caption()]).toEqual([undefined, undefined])
  })

  it('has few enough marks below it', () => {
    const interval = (upToMinutes: number) =>
      curveOption({ parts: [{ upToMinutes }], currency: 'EUR' }, colours, false).xAxis.interval
    expect([240, 1440, 5760, 43_200].map(interval)).toEqual([60, 240, 1440, 10_080])
  })
})
