import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { Lot, Reservation, Spot } from '@/platform/api/generated'
import { Problem } from '@/platform/problem'
import BookProblem from './BookProblem.vue'

const lot = { id: 'l1', position: { lat: 48, lng: 7.8 }, kinds: [], openingHours: [] } as unknown as Lot
const lost = { id: 's1', label: 'A-2', kind: 'STANDARD', free: false, inService: true } as Spot
const instead = { ...lost, id: 's2', label: 'A-3', levelName: 'Level 1', free: true }

function alert(own?: Partial<Reservation>) {
  return mount(BookProblem, {
    props: {
      problem: new Problem('spot-taken', 409),
      lot,
      spots: [lost, instead],
      kind: 'STANDARD',
      window: { from: '2026-12-01T09:00:00Z', until: '2026-12-01T11:00:00Z' },
      lost,
      instead,
      own: own as Reservation | undefined,
    },
  })
}

describe('a spot that cannot be had', () => {
  it('is somebody else’s, and the nearest one is offered', () => {
    const wrapper = alert()
    expect(wrapper.text()).toContain('Spot A-2 is not free for that time')
    expect(wrapper.text()).toContain('Take A-3, Level 1')
  })

  it('is one’s own already, and the reservation is shown', () => {
    const wrapper = alert({ id: 'r1', status: 'HELD', spotLabel: 'A-2', number: 'P100042' })
    expect(wrapper.text()).toContain('Spot A-2 is held for you')
    expect(wrapper.text()).not.toContain('not free')
    expect(wrapper.text()).not.toContain('Take A-3')
    expect(wrapper.get('a[href="/reservations/r1"]').text()).toBe('Show the reservation')
  })
})
