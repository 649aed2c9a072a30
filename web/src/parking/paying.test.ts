import { describe, expect, it } from 'vitest'
import { payingState } from './paying'

const money = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })
const held = { due: money(500), paid: money(0), status: 'HELD' } as const
const confirmed = { due: money(0), paid: money(500), status: 'CONFIRMED' } as const
const open = { status: 'OPEN' } as const

describe('coming back from the payment page', () => {
  it('waits until the server has heard of the money', () => {
    expect(payingState('succeeded', held, open, 0)).toBe('waiting')
    expect(payingState('processing', held, open, 0)).toBe('waiting')
    expect(payingState('processing', held, open, 60_000)).toBe('slow')
    expect(payingState('succeeded', confirmed, { status: 'SUCCEEDED' }, 0)).toBe('paid')
  })

  it('does not take the address for the payment', () => {
    expect(payingState('succeeded', held, undefined, 0)).toBe('waiting')
    expect(payingState('succeeded', { ...held, status: 'EXPIRED', due: money(0) }, open, 0)).toBe('idle')
  })

  it('tells a refusal from a change of mind', () => {
    expect(payingState('cancelled', held, { status: 'OPEN', failure: 'The card was declined.' }, 0)).toBe(
      'declined',
    )
    expect(payingState('succeeded', held, { status: 'FAILED', failure: 'The card was declined.' }, 0)).toBe(
      'declined',
    )
    expect(payingState('cancelled', held, open, 0)).toBe('left')
  })

  it('still waits for a second attempt after a first that failed', () => {
    expect(payingState('succeeded', held, { status: 'OPEN', failure: 'The card was declined.' }, 0)).toBe(
      'waiting',
    )
  })

  it('is nothing special when nobody came back', () => {
    expect(payingState(undefined, held, open, 0)).toBe('idle')
    expect(payingState(undefined, confirmed, undefined, 0)).toBe('idle')
  })
})
