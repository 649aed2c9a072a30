import { describe, expect, it } from 'vitest'
import type { Grant } from '@/platform/api/generated'
import { grantable, mayWithdraw, nameOf, withGrant, withoutGrant } from './grants'

const driver: Grant = { role: 'DRIVER' }
const attendant: Grant = { role: 'ATTENDANT', operatorId: 'a', operatorName: 'City Parking' }
const admin: Grant = { role: 'PLATFORM_ADMIN' }

describe('roles of a person', () => {
  it('are offered as far as one’s own scope reaches', () => {
    expect(grantable(false)).toEqual(['ATTENDANT', 'OPERATOR_ADMIN'])
    expect(grantable(true)).toContain('PLATFORM_ADMIN')
  })

  it('keep the others when one is added or withdrawn', () => {
    const other = { role: 'ATTENDANT', operatorId: 'b' } as const
    expect(withGrant([driver], other)).toEqual([{ role: 'DRIVER', operatorId: undefined }, other])
    expect(withoutGrant([driver, attendant, other], { role: 'ATTENDANT', operatorId: 'a' })).toEqual([
      { role: 'DRIVER', operatorId: undefined },
      other,
    ])
  })

  it('cannot be withdrawn beyond one’s scope, nor from oneself at the top', () => {
    expect(mayWithdraw(attendant, false, false)).toBe(true)
    expect(mayWithdraw(driver, false, false)).toBe(false)
    expect(mayWithdraw(admin, true, false)).toBe(true)
    expect(mayWithdraw(admin, true, true)).toBe(false)
  })

  it('name the operator they are of', () => {
    expect([nameOf(attendant), nameOf(driver)]).toEqual(['Attendant of City Parking', 'Driver'])
  })
})
