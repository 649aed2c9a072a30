import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { TimeWindow } from './window'
import WindowPicker from './WindowPicker.vue'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-12-01T06:00:00Z') })
  return () => vi.useRealTimers()
})

function picker(modelValue?: TimeWindow) {
  const wrapper = mount(WindowPicker, {
    props: { zone: 'Europe/Berlin', modelValue },
  })
  const latest = () => wrapper.emitted<[TimeWindow | undefined]>('update:modelValue')?.at(-1)?.[0]
  async function set(label: string, value: string) {
    await wrapper.get(`[aria-label="${label}"]`).setValue(value)
    await nextTick()
  }
  return { wrapper, latest, set }
}

const morning = { from: '2026-12-01T08:00:00Z', until: '2026-12-01T10:00:00Z' }

describe('the window picker', () => {
  it('shows the window as the clocks at the lot do', () => {
    const { wrapper } = picker(morning)
    const fields = wrapper.findAll<HTMLInputElement>('input, select').map(({ element }) => element.value)
    expect(fields).toEqual(['2026-12-01', '09:00', '2026-12-01', '11:00'])
  })

  it('moves the end along with the start', async () => {
    const { latest, set } = picker(morning)
    await set('From, time', '14:30')
    expect(latest()).toEqual({ from: '2026-12-01T13:30:00Z', until: '2026-12-01T15:30:00Z' })
  })

  it('takes a quick duration', async () => {
    const { wrapper, latest } = picker(morning)
    await wrapper
      .findAll('button')
      .find((button) => button.text() === '4 hours')
      ?.trigger('click')
    expect(latest()).toEqual({ from: '2026-12-01T08:00:00Z', until: '2026-12-01T12:00:00Z' })
  })

  it('hands out nothing while the end lies before the start, and says so', async () => {
    const { wrapper, latest, set } = picker(morning)
    await set('Until, time', '08:45')
    expect(latest()).toBeUndefined()
    expect(wrapper.text()).toContain('Must be after the start.')
    expect(wrapper.get('[aria-label="Until, time"]').attributes('aria-invalid')).toBe('true')
  })

  it('hands out nothing that begins too far ahead, and says so', async () => {
    const { wrapper, latest, set } = picker(morning)
    await wrapper.setProps({ aheadDaysMax: 400 })
    await set('From, date', '2028-02-01')
    expect(latest()).toBeUndefined()
    expect(wrapper.text()).toContain('Choose a time within the next 400 days.')
    await set('From, date', '2027-02-01')
    expect(latest()).toEqual({ from: '2027-02-01T08:00:00Z', until: '2027-02-01T10:00:00Z' })
  })
})
