import { type APIRequestContext, type APIResponse, expect } from '@playwright/test'
import type {
  Lot,
  LotRequest,
  MessagePage,
  Operator,
  Reservation,
  ReservationRequest,
  SignedIn,
  SpotRange,
  Tariff,
  TariffVersionRequest,
} from '../src/platform/api/generated'

/** What nobody else has: runs share a server and its data, and searching forgives small typos. */
export function unique(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => letters[byte % 26]).join('')
}

export function plate(): string {
  return `EE${unique().slice(0, 2).toUpperCase()}${1000 + Math.floor(Math.random() * 9000)}`
}

export interface Person {
  name: string
  email: string
  password: string
}

export function somebody(name: string): Person {
  return { name, email: `${unique()}@example.org`, password: 'seven sleepy zebras' }
}

export const ADMIN: Person = { name: 'Ada Admin', email: 'admin@parkapp.com', password: 'admin123' }

/** What a lot of a journey may choose; the rest does not matter to it. */
export interface LotWish {
  name?: string
  address?: string
  position?: LotRequest['position']
  paymentPolicy?: LotRequest['paymentPolicy']
  cancellation?: LotRequest['cancellation']
  spots?: SpotRange[]
  hourMinor?: number
}

/** The server as one person may use it without a page. */
export class Server {
  private constructor(
    private readonly http: APIRequestContext,
    readonly me: SignedIn['user'],
    private readonly token: string,
  ) {}

  static async signIn(http: APIRequestContext, { email, password }: Person): Promise<Server> {
    const { user, accessToken } = await answered<SignedIn>(
      await http.post('/api/auth/login', { data: { email, password } }),
    )
    return new Server(http, user, accessToken)
  }

  static async register(http: APIRequestContext, person: Person): Promise<Server> {
    const { user, accessToken } = await answered<SignedIn>(
      await http.post('/api/auth/register', { data: person }),
    )
    return new Server(http, user, accessToken)
  }

  async makeLot(wish: LotWish = {}): Promise<Lot> {
    const { items } = await this.get<{ items: Operator[] }>('/api/operators')
    const lot = await this.post<Lot>('/api/lots', {
      operatorId: items[0]?.id,
      name: `Yard ${unique()}`,
      address: 'Teststraße 1',
      city: 'Freiburg',
      pinCode: '79098',
      position: { lat: 47.9959, lng: 7.8522 },
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      paymentPolicy: wish.paymentPolicy ?? 'PAY_WHEN_RESERVING',
      cancellation: wish.cancellation,
      ...(wish.name && { name: wish.name }),
      ...(wish.address && { address: wish.address }),
      ...(wish.position && { position: wish.position }),
      levels: [
        { name: 'Level 1', ranges: wish.spots ?? [{ prefix: 'A-', first: 1, last: 4, kind: 'STANDARD' }] },
      ],
    } satisfies LotRequest)
    await this.post(`/api/lots/${lot.id}/tariffs`, {
      tariff: byTheHour(wish.hourMinor ?? 250),
    } satisfies TariffVersionRequest)
    return lot
  }

  reserve(request: ReservationRequest): Promise<Reservation> {
    return this.post<Reservation>('/api/reservations', request)
  }

  /** The kinds of one's messages that were sent, newest first. */
  async messages(): Promise<string[]> {
    const { items } = await this.get<MessagePage>('/api/me/messages')
    return items.filter(({ status }) => status === 'SENT').map(({ kind }) => kind)
  }

  makeOperator(): Promise<Operator> {
    return this.post<Operator>('/api/operators', { name: `Operator ${unique()}` })
  }

  async letRun(operator: Operator, person: Server): Promise<void> {
    await answered(
      await this.http.put(`/api/accounts/${person.me.id}/grants`, {
        headers: this.headers(),
        data: { grants: [{ role: 'DRIVER' }, { role: 'OPERATOR_ADMIN', operatorId: operator.id }] },
      }),
    )
  }

  private async get<T>(path: string): Promise<T> {
    return answered<T>(await this.http.get(path, { headers: this.headers() }))
  }

  private async post<T>(path: string, data: unknown): Promise<T> {
    return answered<T>(await this.http.post(path, { headers: this.headers(), data }))
  }

  private headers() {
    return { Authorization: `Bearer ${this.token}` }
  }
}

async function answered<T>(response: APIResponse): Promise<T> {
  expect(response.ok(), `${response.url()} answers ${response.status()}: ${await response.text()}`).toBe(true)
  return (await response.json()) as T
}

function byTheHour(hourMinor: number): Tariff {
  const hours = (count: number) => ((count * hourMinor) / 100).toFixed(2)
  return {
    clock: 'ELAPSED',
    seconds: 'COUNTED',
    whenRatesChange: 'UNIT_IS_CUT',
    outsideRates: 'REFUSED',
    rounding: { to: '0.01', mode: 'HALF_UP' },
    rates: [
      {
        name: 'Parking',
        steps: [{ perMinutes: 60, add: hours(1), count: 'STARTED' }],
        restarts: { every: 'STAY' },
      },
    ],
    examples: [
      { from: '2027-03-01T09:00', until: '2027-03-01T09:20', price: hours(1) },
      { from: '2027-03-01T09:00', until: '2027-03-01T10:30', price: hours(2) },
      { from: '2027-03-01T09:00', until: '2027-03-02T09:00', price: hours(24) },
    ],
  }
}

/** From so many minutes from now on. The server wants full minutes no more than a person typing would. */
export function windowIn(minutes: number, lastingMinutes: number) {
  const from = Math.ceil(Date.now() / 60_000 + minutes) * 60_000
  const written = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')
  return { from: written(from), until: written(from + lastingMinutes * 60_000) }
}
