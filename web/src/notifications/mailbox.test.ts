import { describe, expect, it } from 'vitest'
import { addressOf, filterOf, framed, isFiltered, type MessageFilter, nothing, queryOf } from './mailbox'

describe('the filter of messages', () => {
  it('stands in the address with the open message, and comes back from it', () => {
    const filter: MessageFilter = { q: ' uma ', kind: 'RECEIPT', status: 'FAILED', message: 'm1' }
    expect(addressOf(filter)).toEqual({ q: 'uma', kind: 'RECEIPT', status: 'FAILED', message: 'm1' })
    expect(filterOf(addressOf(filter))).toEqual({ ...filter, q: 'uma' })
  })

  it('leaves out what nobody could have chosen', () => {
    expect(filterOf({ kind: 'SPAM', status: 'LOST', q: null })).toEqual(nothing)
    expect(filterOf({ q: 'x'.repeat(120) }).q).toHaveLength(100)
  })

  it('asks for what was set, and does not take an open message for a filter', () => {
    expect(isFiltered({ ...nothing, message: 'm1' })).toBe(false)
    expect(queryOf({ ...nothing, q: ' uma ', message: 'm1' })).toEqual({ q: 'uma' })
  })
})

describe('a mail in its frame', () => {
  it('opens its links outside of it', () => {
    expect(framed('<head><meta charset="utf-8"><title>x</title></head>')).toBe(
      '<head><meta charset="utf-8"><base target="_blank"><title>x</title></head>',
    )
  })
})
