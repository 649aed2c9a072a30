import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { Problem } from '@/platform/problem'
import { router } from '@/platform/router'
import LoadState from './LoadState.vue'

function show(data: string[] | undefined, error: unknown = null, parent?: { label: string; to: string }) {
  const refetch = vi.fn()
  const wrapper = mount(LoadState<string[]>, {
    props: {
      query: { data: ref(data), error: ref(error), refetch },
      parent,
      empty: (list: string[]) => list.length === 0,
    },
    slots: { default: ({ data: list }: { data: string[] }) => list.join() },
  })
  return { wrapper, refetch }
}

describe('what is being loaded', () => {
  it('is announced while it is on its way', () => {
    expect(show(undefined).wrapper.get('[role=status]').text()).toBe('Loading')
  })

  it('is shown when it came', () => {
    expect(show(['a', 'b']).wrapper.text()).toBe('a,b')
  })

  it('says so when it is nothing', () => {
    expect(show([]).wrapper.text()).toBe('Nothing here yet')
  })

  it('says why it did not come, and can be asked for again', async () => {
    const { wrapper, refetch } = show(undefined, new Problem('offline', 0))
    expect(wrapper.get('[role=alert]').text()).toContain('No connection')
    expect(wrapper.find('[role=status]').exists()).toBe(false)
    await wrapper.get('button').trigger('click')
    expect(refetch).toHaveBeenCalled()
  })

  it('is headed by the page’s name and leads to the page above where it does not exist, and is not asked for again', async () => {
    await router.push('/forbidden')
    const parent = { label: 'Lots', to: '/operate/lots' }
    const { wrapper } = show(undefined, new Problem('not-found', 404), parent)
    expect(wrapper.get('h1').text()).toBe('Not allowed')
    expect(wrapper.get('a[href="/operate/lots"]').text()).toBe('Lots')
    expect(wrapper.find('button').exists()).toBe(false)
    expect(show(['a'], new Problem('offline', 0), parent).wrapper.find('h1').exists()).toBe(false)
  })

  it('stays visible when it cannot be brought up to date', () => {
    const text = show(['a'], new Problem('offline', 0)).wrapper.text()
    expect(text).toContain('No connection')
    expect(text).toContain('a')
  })
})
