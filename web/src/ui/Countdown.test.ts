import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import Countdown from './Countdown.vue'

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-12-01T09:00:00Z') }))
afterEach(() => vi.useRealTimers())

async function pass(seconds: number) {
  vi.advanceTimersByTime(seconds * 1000)
  await nextTick()
  await nextTick()
}

it('shows every second, speaks at five minutes and at one, and says when it is over', async () => {
  const countdown = mount(Countdown, { props: { until: '2026-12-01T09:06:00Z' } })
  const spoken = () => countdown.get('[aria-live]').text()
  expect(countdown.get('[role=timer]').text()).toBe('6:00')
  expect(spoken()).toBe('')
  await pass(30)
  expect(countdown.get('[role=timer]').text()).toBe('5:30')
  expect(spoken()).toBe('')
  await pass(31)
  expect(spoken()).toBe('5 minutes left')
  await pass(120)
  expect(spoken()).toBe('5 minutes left')
  await pass(120)
  expect(spoken()).toBe('one minute left')
  expect(countdown.emitted('over')).toBeUndefined()
  await pass(60)
  expect(spoken()).toBe('Time is up')
  expect(countdown.emitted('over')).toHaveLength(1)
  expect(countdown.get('[role=timer]').text()).toBe('0:00')
})
