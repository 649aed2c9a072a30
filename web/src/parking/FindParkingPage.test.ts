import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { RouterView } from 'vue-router'
import { router } from '@/platform/router'

const window = 'from=2030-12-01T09:00:00Z&until=2030-12-01T11:00:00Z'
const lot = {
  id: 'l1',
  name: 'Church Street',
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
  freeSpots: 3,
  totalSpots: 5,
  kinds: [],
}

let shown: VueWrapper | undefined

async function pageAt(query: string, until: string) {
  await router.push(`/?${query}`)
  const wrapper = (shown = mount(() => h(RouterView), { global: { stubs: { LotMap: true } } }))
  await vi.waitFor(() => expect(wrapper.text()).toContain(until), { timeout: 20_000 })
  await flushPromises()
  return wrapper
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2030-11-30T09:00:00Z'), toFake: ['Date'] })
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    const items = new URL(url).searchParams.has('q') ? [] : [lot]
    return new Response(JSON.stringify({ items }), { headers: { 'Content-Type': 'application/json' } })
  })
  return () => {
    shown?.unmount()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

describe('a search', () => {
  it('keeps the zone of the lots it found in the address, for when it finds none', async () => {
    const found = await pageAt(window, 'Church Street')
    expect(found.text()).toContain('Times in Asia/Kolkata')
    await found.get('[role=search] [role=checkbox]').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query).toMatchObject({ free: '1', zone: 'Asia/Kolkata' })
  })

  it('that finds nothing shows its times in the zone of the address', async () => {
    const none = await pageAt(`q=nowhere&zone=Asia/Kolkata&${window}`, 'No car park fits')
    expect(none.text()).toContain('Times in Asia/Kolkata')
    expect(none.get<HTMLSelectElement>('[aria-label="From, time"]').element.value).toBe('14:30')
  })

  it('goes by the reader’s own clocks where the address names a zone that there is not', async () => {
    const none = await pageAt(`q=nowhere&zone=Mars/Olympus&${window}`, 'No car park fits')
    expect(none.get<HTMLSelectElement>('[aria-label="From, time"]').element.value).toBe('04:00')
  })
})
