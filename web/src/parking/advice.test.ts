import { describe, expect, it } from 'vitest'
import { runningTip, tipsOf } from './advice'

const euro = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const stay = {
  from: '2026-12-01T11:10:00Z',
  until: '2026-12-01T14:10:00Z',
  price: euro(900),
  zone: 'Europe/Berlin',
}
const texts = (advice: Parameters<typeof tipsOf>[0]) => tipsOf(advice, stay).map(({ text }) => text)

describe('exit advice', () => {
  it('says until when to leave and what that saves', () => {
    expect(tipsOf({ leaveBy: '2026-12-01T14:00:00Z', saved: euro(300) }, stay)).toEqual([
      { kind: 'leave', until: '2026-12-01T14:00:00Z', text: 'Leave by 15:00 and pay €3.00 less' },
    ])
  })

  it('says how much longer costs nothing', () => {
    expect(texts({ freeUntil: '2026-12-01T14:30:00Z' })).toEqual([
      '20 minutes more cost nothing (until 15:30)',
    ])
    expect(texts({ freeUntil: '2026-12-01T15:10:00Z' })).toEqual(['1 hour more costs nothing (until 16:10)'])
  })

  it('names the day where it is another one', () => {
    const night = { ...stay, from: '2026-11-30T12:00:00Z', until: '2026-11-30T23:05:00Z' }
    expect(tipsOf({ leaveBy: '2026-11-30T22:59:00Z', saved: euro(300) }, night)[0]?.text).toContain('Mon')
  })

  it('is silent about trifles', () => {
    expect(texts({})).toEqual([])
    expect(texts({ leaveBy: '2026-12-01T14:09:00Z', saved: euro(4) })).toEqual([])
    expect(texts({ leaveBy: '2026-12-01T13:10:00Z', saved: euro(300) })).toEqual([])
    expect(texts({ freeUntil: '2026-12-01T14:12:00Z' })).toEqual([])
  })

  it('says of a car that is inside until when it costs no more', () => {
    const at = (now: string) => runningTip({ freeUntil: '2026-12-01T14:30:00Z' }, stay.zone, new Date(now))
    expect(at('2026-12-01T14:00:00Z')).toBe('Leave by 15:30 and pay no more than this.')
    expect(at('2026-12-01T14:31:00Z')).toBeUndefined()
    expect(runningTip({}, stay.zone, new Date())).toBeUndefined()
  })
})
