import { describe, expect, it } from 'vitest'
import type { NotificationPreferences } from '@/platform/api/generated'
import { formOf, requestOf, toggled, waysOf, withPushOf } from './preferences'

const saved: NotificationPreferences = {
  available: ['EMAIL', 'SMS', 'CHAT'],
  timeZone: 'UTC',
  isChosen: false,
  kinds: [
    { kind: 'RECEIPT', channels: ['EMAIL'], isAlwaysMailed: true, waits: false },
    { kind: 'REMINDER', channels: ['EMAIL', 'SMS'], isAlwaysMailed: false, waits: false },
  ],
}

describe('preferences', () => {
  it('begin with the clocks of the browser, and keep what was chosen later', () => {
    expect(formOf(saved, 'Asia/Kolkata').timeZone).toBe('Asia/Kolkata')
    expect(formOf({ ...saved, isChosen: true }, 'Asia/Kolkata').timeZone).toBe('UTC')
  })

  it('offer text messages where there is a number only', () => {
    const form = formOf(saved, 'UTC')
    expect(waysOf(saved, form, false)).toEqual(['EMAIL'])
    expect(waysOf(saved, { ...form, phone: '+49170' }, false)).toEqual(['EMAIL', 'SMS'])
    expect(waysOf({ ...saved, available: ['EMAIL'] }, { ...form, phone: '+49170' }, true)).toEqual(['EMAIL'])
  })

  it('offer browsers where one is switched on only', () => {
    const pushed = {
      ...saved,
      available: ['EMAIL', 'PUSH'] as const satisfies NotificationPreferences['available'],
    }
    expect(waysOf(pushed, formOf(saved, 'UTC'), false)).toEqual(['EMAIL'])
    expect(waysOf(pushed, formOf(saved, 'UTC'), true)).toEqual(['EMAIL', 'PUSH'])
  })

  it('take over what the first browser brings, and keep what was not saved yet', () => {
    const form = formOf(saved, 'UTC')
    form.channels.REMINDER = []
    const now: NotificationPreferences = {
      ...saved,
      kinds: [{ kind: 'REMINDER', channels: ['EMAIL', 'PUSH'], isAlwaysMailed: false, waits: false }],
    }
    expect(withPushOf(now, form)).toEqual({ RECEIPT: ['EMAIL'], REMINDER: ['PUSH'] })
  })

  it('leave out ways that reach nobody any more, and quiet hours that are off', () => {
    const asked = requestOf(saved, formOf(saved, 'UTC'), false)
    expect(asked.kinds).toContainEqual({ kind: 'REMINDER', channels: ['EMAIL'] })
    expect(asked.quietFrom).toBeUndefined()
    expect(requestOf(saved, { ...formOf(saved, 'UTC'), quiet: true }, false).quietUntil).toBe('07:00')
  })

  it('send a number as the network writes it', () => {
    const form = { ...formOf(saved, 'UTC'), phone: '+49 (170) 123-4567' }
    expect(requestOf(saved, form, false).phone).toBe('+491701234567')
  })

  it('switch one way on and off', () => {
    expect(toggled(['EMAIL'], 'SMS', true)).toEqual(['EMAIL', 'SMS'])
    expect(toggled(['EMAIL', 'SMS'], 'EMAIL', false)).toEqual(['SMS'])
    expect(toggled(['SMS'], 'SMS', true)).toEqual(['SMS'])
  })
})
