import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, ref } from 'vue'
import { useOwnReservation } from './useOwnReservation'

const window = { from: '2026-12-01T09:00:00Z', until: '2026-12-01T11:00:00Z' }

let wrapper: VueWrapper | undefined

afterEach(() => {
  wrapper?.unmount()
  vi.unstubAllGlobals()
})

describe('one’s own reservation of a spot', () => {
  it('is looked for among those of that time, once the spot is found taken', async () => {
    const asked: URL[] = []
    vi.stubGlobal('fetch', async ({ url }: Request) => {
      asked.push(new URL(url))
      const items = [
        { id: 'r1', spotId: 's1' },
        { id: 'r2', spotId: 's2' },
      ]
      return new Response(JSON.stringify({ items }), { headers: { 'Content-Type': 'application/json' } })
    })
    const spotId = ref<string>()
    let found!: ReturnType<typeof useOwnReservation>
    wrapper = mount(
      defineComponent({
        setup() {
          found = useOwnReservation(
            'l1',
            () => window,
            () => spotId.value,
          )
          return () => null
        },
      }),
    )
    await flushPromises()
    expect([found.own.value, found.isAsked.value, asked.length]).toEqual([undefined, false, 0])

    spotId.value = 's2'
    await vi.waitFor(() => expect(found.own.value?.id).toBe('r2'))
    expect(found.isAsked.value).toBe(false)
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      scope: 'mine',
      lotId: 'l1',
      ...window,
    })

    spotId.value = 's3'
    await flushPromises()
    expect(found.own.value).toBeUndefined()
  })
})
