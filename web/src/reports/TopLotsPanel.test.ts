import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import TopLotsPanel from './TopLotsPanel.vue'

function textFor(reservations: number): string {
  const amount = { amountMinor: 100, currency: 'EUR' }
  return mount(TopLotsPanel, { props: { lots: [{ lotId: '1', name: 'Mall', reservations, amount }] } }).text()
}

describe('the lots that earn most', () => {
  it('count their reservations in numbers that are easy to read', () => {
    expect(textFor(2665)).toContain('2,665 reservations')
    expect(textFor(1)).toContain('one reservation')
  })
})
