import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { WindowFault } from './windowQuery'
import WindowNotice from './WindowNotice.vue'

describe('a window in the address that cannot be shown', () => {
  it.each<[WindowFault, string, string]>([
    ['past', 'has begun already', 'from the next quarter of an hour on'],
    ['order', 'ends before it begins', 'the next two hours instead'],
    ['unreadable', 'cannot be read', 'the next two hours instead'],
    ['far', 'more than 400 days ahead', 'the next two hours instead'],
    ['long', 'longer than 400 days', 'the next two hours instead'],
  ])('because of “%s” is said to be replaced', (fault, why, what) => {
    const text = mount(WindowNotice, { props: { fault } }).get('[role=status]').text()
    expect(text).toContain(why)
    expect(text).toContain(what)
  })
})
