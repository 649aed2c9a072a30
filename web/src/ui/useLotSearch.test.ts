import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, ref } from 'vue'
import { TYPING_MILLIS } from '@/platform/useFilter'
import { useLotSearch } from './useLotSearch'

const CITY = ['Airport', 'Castle', 'Market'].map((name) => ({
  id: name.toLowerCase(),
  name,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}))
const FAR = { id: 'zoo', name: 'Zoo', currency: 'EUR', timeZone: 'Europe/Berlin' }

function answer({ url }: Request): Response {
  const { pathname, searchParams } = new URL(url)
  const q = searchParams.get('q') ?? ''
  const body = pathname.endsWith('/zoo')
    ? FAR
    : { items: CITY.filter(({ name }) => name.includes(q)), next: undefined }
  return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } })
}

const requests: string[] = []
const chosen = ref<string[]>([])

function search() {
  let found!: ReturnType<typeof useLotSearch>
  mount(
    defineComponent({
      setup() {
        found = useLotSearch(() => chosen.value)
        return () => null
      },
    }),
  )
  return found
}

const names = ({ lots }: ReturnType<typeof useLotSearch>) => lots.value.map(({ name }) => name)

async function type(found: ReturnType<typeof useLotSearch>, text: string) {
  found.typed.value = text
  await vi.advanceTimersByTimeAsync(TYPING_MILLIS + 50)
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers()
  chosen.value = []
  requests.length = 0
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request.url)
    return answer(request)
  })
})

afterEach(() => vi.useRealTimers())

describe('a car park chosen from many', () => {
  it('is found by typing, and stays among them when something else is typed', async () => {
    const found = search()
    await type(found, '')
    expect(names(found)).toEqual(['Airport', 'Castle', 'Market'])
    chosen.value = ['castle']
    await type(found, 'Mark')
    expect(names(found)).toEqual(['Castle', 'Market'])
    expect(requests.filter((url) => url.endsWith('/castle'))).toEqual([])
  })

  it('is asked for by its id where the first ones are others', async () => {
    chosen.value = ['zoo']
    const found = search()
    await type(found, '')
    await type(found, 'Air')
    expect(names(found)).toEqual(['Zoo', 'Airport'])
  })
})
