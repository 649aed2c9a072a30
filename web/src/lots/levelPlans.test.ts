import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { levelRules, newRange, nextRange, previewPlan, previewRange } from './levelPlans'

const b = { ...newRange('STANDARD', 'B-'), last: '20' }
const ev = { ...newRange('EV_CHARGING', 'E'), last: '5' }

describe('the plan of levels and spots', () => {
  it('shows how many spots a range makes, and their labels', () => {
    expect(previewRange(b)).toEqual({ count: 20, labels: ['B-1', 'B-20'] })
    expect(previewRange({ ...b, last: '' })).toBeUndefined()
    expect(previewRange({ ...b, first: '21' })).toBeUndefined()
  })

  it('counts all spots by kind', () => {
    const plan = previewPlan([
      { name: '1', ranges: [b, ev] },
      { name: '2', ranges: [{ ...b, prefix: 'C-' }] },
    ])
    expect(plan).toEqual({
      total: 45,
      kinds: [
        { kind: 'STANDARD', count: 40 },
        { kind: 'EV_CHARGING', count: 5 },
      ],
      twice: undefined,
    })
  })

  it('finds a label that would be made twice, on any level', () => {
    const again = { ...b, first: '20', last: '30' }
    expect(
      previewPlan([
        { name: '1', ranges: [b] },
        { name: '2', ranges: [again] },
      ]).twice,
    ).toBe('B-20')
  })

  it('goes on where the last range ended', () => {
    expect(nextRange([b])).toMatchObject({ prefix: 'B-', first: '21', last: '' })
  })

  it('becomes numbers, and refuses a range that ends before it begins', () => {
    expect(v.parse(levelRules, [{ name: ' Ground ', ranges: [ev] }])).toEqual([
      { name: 'Ground', ranges: [{ prefix: 'E', first: 1, last: 5, kind: 'EV_CHARGING' }] },
    ])
    const { issues } = v.safeParse(levelRules, [{ name: 'G', ranges: [{ ...b, first: '30' }] }])
    expect(issues?.map((issue) => v.getDotPath(issue))).toEqual(['0.ranges.0.last'])
  })
})
