import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { Problem } from '@/platform/problem'
import LoadState from './LoadState.vue'

function show(data: string[] | undefined, error: unknown = null) {
  const refetch = vi.fn()
  const wrapper = mount(LoadState<string[]>, {
    props: {
      query: { data: ref(data), error: ref(error), refetch },
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

  it('stays visible when it cannot be brought up to date', () => {
    const text = show(['a'], new Problem('offline', 0)).wrapper.text()
    expect(text).toContain('No connection')
    expect(text).toContain('a')
  })
})
