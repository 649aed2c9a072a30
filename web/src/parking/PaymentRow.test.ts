import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Payment } from '@/platform/api/generated'
import PaymentRow from './PaymentRow.vue'

const open: Payment = {
  id: '1',
  reservationId: '2',
  status: 'OPEN',
  provider: 'sandbox',
  amount: { amountMinor: 500, currency: 'EUR' },
  refunded: { amountMinor: 0, currency: 'EUR' },
  createdAt: '2026-12-01T08:00:00Z',
}

function textOf(payment: Payment): string {
  return mount(PaymentRow, { props: { payment, zone: 'Europe/Berlin' } }).text()
}

describe('a payment of a reservation', () => {
  it('shows when it was paid, not when paying began', () => {
    const text = textOf({ ...open, status: 'SUCCEEDED', paidAt: '2026-12-01T08:07:00Z' })
    expect(text).toContain('09:07')
    expect(text).not.toContain('09:00')
  })

  it('shows when paying began while nothing is paid', () => {
    expect(textOf(open)).toContain('09:00')
  })
})
