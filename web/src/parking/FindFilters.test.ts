import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FindFilters from './FindFilters.vue'
import { searchOf } from './search'

function textFor(max: string): string {
  return mount(FindFilters, { props: { search: searchOf({ max }), currency: 'EUR' } }).text()
}

describe('the filters of a search', () => {
  it('take an amount as the highest price, and none below nothing', () => {
    expect(textFor('12.50')).not.toContain('Enter an amount')
    expect(textFor('0')).not.toContain('Enter an amount')
    expect(textFor('-5')).toContain('Enter an amount, like 12.50.')
  })
})
