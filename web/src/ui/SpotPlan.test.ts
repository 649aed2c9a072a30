import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import SpotPlan from './SpotPlan.vue'

const spots = [
  { id: '1', label: 'B-1', kind: 'STANDARD', inService: true, free: false },
  { id: '2', label: 'B-2', kind: 'EV_CHARGING', inService: true, free: true },
  { id: '3', label: 'B-3', kind: 'STANDARD', inService: false, free: true },
] as const

function plan(pick?: 'any') {
  const wrapper = mount(SpotPlan, {
    props: { spots: [...spots], level: 'Level 1', pick },
    attachTo: document.body,
  })
  const bay = (label: string) => wrapper.get(`[aria-label^="Spot ${label},"]`)
  const chosen = () => wrapper.emitted('update:selected')?.flat() ?? []
  return { wrapper, bay, chosen }
}

describe('the plan of a level', () => {
  it('names each spot, its kind and its state', () => {
    const names = plan()
      .wrapper.findAll('[role=radio]')
      .map((bay) => bay.attributes('aria-label'))
    expect(names).toEqual([
      'Spot B-1, Standard, taken',
      'Spot B-2, EV charging, free',
      'Spot B-3, Standard, out of service',
    ])
  })

  it('lets drivers choose free spots only, and operators any', async () => {
    const driver = plan()
    await driver.bay('B-1').trigger('click')
    await driver.bay('B-2').trigger('click')
    expect(driver.chosen()).toEqual(['2'])
    const operator = plan('any')
    await operator.bay('B-1').trigger('click')
    expect(operator.chosen()).toEqual(['1'])
  })

  it('has one tab stop that the arrow keys move', async () => {
    const { wrapper, bay, chosen } = plan()
    const stops = () =>
      wrapper.findAll('[role=radio][tabindex="0"]').map((stop) => stop.attributes('data-spot'))
    expect(stops()).toEqual(['2'])
    await bay('B-2').trigger('keydown', { key: 'ArrowRight' })
    await wrapper.vm.$nextTick()
    expect(stops()).toEqual(['3'])
    expect(document.activeElement).toBe(bay('B-3').element)
    await bay('B-3').trigger('keydown', { key: 'ArrowLeft' })
    await bay('B-2').trigger('keydown', { key: 'Enter' })
    expect(chosen()).toEqual(['2'])
  })
})
