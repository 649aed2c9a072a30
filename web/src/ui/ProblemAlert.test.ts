import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/platform/problem'
import ProblemAlert from './ProblemAlert.vue'

function alert(error: Problem) {
  return mount(ProblemAlert, { props: { error, retry: () => undefined } })
}

describe('what went wrong', () => {
  it('names the fields it is about, by the server’s name where we have none', () => {
    const errors = [
      { field: 'maxPriceMinor', message: 'must be at least 0' },
      { field: 'levels[0].name', message: 'must not be blank' },
    ]
    const lines = alert(new Problem('malformed-request', 400, undefined, errors)).findAll('li')
    expect(lines.map((line) => line.text())).toEqual([
      'Highest price: must be at least 0',
      'levels[0].name: must not be blank',
    ])
  })

  it('can be asked again where another answer may come', () => {
    const asksAgain = (status: number) => alert(new Problem('some', status)).find('button').exists()
    expect([0, 409, 429, 500, 503].map(asksAgain)).toEqual([true, true, true, true, true])
    expect([400, 403, 404, 422].map(asksAgain)).toEqual([false, false, false, false])
  })
})
