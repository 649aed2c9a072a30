import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { router } from '@/platform/router'
import { useBooking } from './useBooking'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

// Which page it is does not matter here, and this one is small.
async function bookingAt(query: string) {
  await router.push(`/nowhere?${query}`)
  let booking!: ReturnType<typeof useBooking>
  wrapper = mount(
    defineComponent({
      setup() {
        booking = useBooking()
        return () => null
      },
    }),
  )
  return booking
}

describe('what is chosen for a lot', () => {
  it('keeps the search one came from, also over signing in', async () => {
    const booking = await bookingAt('search=q%3Dmall')
    booking.change({ spotId: 's7' })
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ spot: 's7', search: 'q=mall' })
    expect(router.resolve(booking.address()).query).toMatchObject({ spot: 's7', search: 'q=mall' })
  })

  it('lasts two hours where the address names an end that no clock shows', async () => {
    const { window } = await bookingAt('now=1&until=%2B010000-01-01T00:00:00Z')
    expect(Date.parse(window.value.until) - Date.parse(window.value.from)).toBe(2 * 3_600_000)
  })

  it('is not for a time that is over, which is said', async () => {
    const past = 'from=2020-01-01T09:00:00Z&until=2020-01-01T11:00:00Z'
    const { window, windowFault } = await bookingAt(past)
    expect(Date.parse(window.value.from)).toBeGreaterThan(Date.now() - 60_000)
    expect(windowFault.value).toBe('past')
    expect((await bookingAt(`now=1&${past}`)).windowFault.value).toBeUndefined()
  })
})
