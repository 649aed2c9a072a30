import { beforeEach, describe, expect, it, vi } from 'vitest'
import { holdToken, onSessionChanged, sendWithSession } from './http'
import { Problem } from './problem'

const answers: ((request: Request) => Response | Promise<Response>)[] = []
const sent: Request[] = []

function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return () => new Response(JSON.stringify(body), { status, headers })
}

const at = (path: string) => new URL(path, 'http://localhost:3000')

async function refusal(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

beforeEach(() => {
  answers.length = 0
  sent.length = 0
  holdToken(undefined)
  onSessionChanged(() => {})
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request)
    const answer = answers.shift()
    if (!answer) throw new TypeError('Failed to fetch')
    return answer(request)
  })
})

describe('requests', () => {
  it('carry the access token', async () => {
    holdToken('t1')
    answers.push(json(200, {}))
    await sendWithSession(at('/api/me'))
    expect(sent[0]?.headers.get('Authorization')).toBe('Bearer t1')
  })

  it('refresh once on 401 and repeat with the same body and the same idempotency key', async () => {
    holdToken('old')
    answers.push(
      json(401, { type: '/problems/unauthenticated' }),
      json(200, { accessToken: 'new' }),
      json(201, {}),
    )
    await sendWithSession(at('/api/reservations'), { method: 'POST', body: '{"plate":"AB"}' })
    expect(sent.map((request) => new URL(request.url).pathname)).toEqual([
      '/api/reservations',
      '/api/auth/refresh',
      '/api/reservations',
    ])
    expect(sent[2]?.headers.get('Authorization')).toBe('Bearer new')
    expect(sent[2]?.headers.get('Idempotency-Key')).toBe(sent[0]?.headers.get('Idempotency-Key'))
    expect(await sent[2]?.text()).toBe('{"plate":"AB"}')
  })

  it('that fail together share one refresh', async () => {
    holdToken('old')
    const unauthenticated = json(401, { type: '/problems/unauthenticated' })
    answers.push(
      unauthenticated,
      unauthenticated,
      json(200, { accessToken: 'new' }),
      json(200, {}),
      json(200, {}),
    )
    await Promise.all([sendWithSession(at('/api/me')), sendWithSession(at('/api/me/vehicles'))])
    expect(sent.filter((request) => request.url.endsWith('/refresh'))).toHaveLength(1)
  })

  it('end the session when the refresh is refused', async () => {
    const changed = vi.fn()
    onSessionChanged(changed)
    holdToken('old')
    answers.push(json(401, {}), json(401, { type: '/problems/session-ended', status: 401 }))
    expect((await refusal(sendWithSession(at('/api/me')))).type).toBe('session-ended')
    expect(changed).toHaveBeenCalledWith(undefined)
  })

  it('do not refresh because of a wrong password', async () => {
    holdToken('t1')
    answers.push(json(401, { type: '/problems/wrong-credentials' }))
    expect((await refusal(sendWithSession(at('/api/auth/login'), { method: 'POST' }))).type).toBe(
      'wrong-credentials',
    )
    expect(sent).toHaveLength(1)
  })
})

describe('refusals', () => {
  it('keep type, status, detail and the fields', async () => {
    answers.push(
      json(
        400,
        {
          type: '/problems/malformed-request',
          detail: 'No.',
          errors: [{ field: 'until', message: 'must be after from' }, 'nonsense'],
        },
        { 'Retry-After': '7' },
      ),
    )
    const problem = await refusal(sendWithSession(at('/api/lots')))
    expect(problem).toMatchObject({ type: 'malformed-request', status: 400, detail: 'No.', retryAfter: 7 })
    expect(problem.fieldMessage('until')).toBe('must be after from')
    expect(problem.errors).toHaveLength(1)
    expect(problem.unsettled).toBe(false)
  })

  it('without a problem body still have a type', async () => {
    answers.push(() => new Response('<html>', { status: 502 }))
    const problem = await refusal(sendWithSession(at('/api/lots')))
    expect(problem).toMatchObject({ type: 'http-502', status: 502, unsettled: true })
  })

  it('of the network are called offline', async () => {
    expect(await refusal(sendWithSession(at('/api/lots')))).toMatchObject({
      type: 'offline',
      unsettled: true,
    })
  })

  it('leave an aborted request alone', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(sendWithSession(at('/api/lots'), { signal: abort.signal })).rejects.not.toBeInstanceOf(
      Problem,
    )
  })
})
