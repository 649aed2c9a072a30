import type { FieldError } from './api/generated'

/** What the server refused, or why it could not be asked: `type` is the last part of the problem's type. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly type: string,
    readonly status: number,
    readonly detail?: string,
    readonly errors: readonly FieldError[] = [],
    /** Seconds the server asked us to wait. */
    readonly retryAfter?: number,
  ) {
    super(detail ?? type)
  }

  /** Nothing definite was answered: the same request may be sent again. */
  get unsettled(): boolean {
    return this.type === 'offline' || this.status >= 500
  }

  /** Asking again would bring the same answer. */
  get final(): boolean {
    return [400, 403, 404, 422].includes(this.status)
  }

  fieldMessage(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = await readJson(response)
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : undefined)
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return new Problem(
    text('type')?.split('/').pop() || `http-${response.status}`,
    response.status,
    text('detail'),
    Array.isArray(body.errors) ? body.errors.filter(isFieldError) : [],
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  )
}

/** Errors reach components as `unknown`; a bug in our own code becomes the same calm message as the server's. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('unexpected', 0, String(error))
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'field' in value && 'message' in value
}
