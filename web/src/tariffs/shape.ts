import * as v from 'valibot'
import type { Tariff, TariffCycle, TariffFinding, TariffStep } from '@/platform/api/generated'
import { translate } from '@/platform/i18n'

// What the server would refuse before it looks at the meaning: said at once and in the person's language. Fields
// that nobody knows are left to the server to name.

const needed = () => translate('platform.rules.required')

function text() {
  return v.pipe(
    v.string(needed),
    v.maxLength(80, () => translate('platform.rules.long', { count: 80 })),
  )
}

function amount() {
  return v.pipe(
    v.string(needed),
    v.regex(/^\d{1,7}(\.\d{1,6})?$/, () => translate('tariffs.compose.fault.amount')),
  )
}

function whole(max: number) {
  const range = () => translate('platform.rules.range', { min: 1, max })
  return v.pipe(
    v.number(({ received }) => (received === 'undefined' ? needed() : translate('platform.rules.whole'))),
    v.integer(() => translate('platform.rules.whole')),
    v.minValue(1, range),
    v.maxValue(max, range),
  )
}

const minutes = () => whole(576_000)
const time = v.pipe(
  v.string(needed),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, () => translate('tariffs.compose.fault.time')),
)
const moment = v.pipe(
  v.string(needed),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, () => translate('tariffs.compose.fault.moment')),
)
const names = v.array(v.string())
const picked = <const Options extends readonly string[]>(options: Options) => v.picklist(options, needed)

const kind = picked(['STANDARD', 'COMPACT', 'ACCESSIBLE', 'EV_CHARGING', 'MOTORCYCLE', 'OVERSIZE'])
const audience = v.looseObject({
  kinds: v.optional(v.array(kind)),
  vehicles: v.optional(names),
  concessions: v.optional(names),
})
const windows = v.array(
  v.looseObject({
    days: v.optional(names),
    from: v.optional(time),
    until: v.optional(time),
    season: v.optional(v.looseObject({ from: v.string(needed), until: v.string(needed) })),
  }),
)
const steps = v.array(
  v.looseObject({
    upToMinutes: v.optional(minutes()),
    total: v.optional(amount()),
    perMinutes: v.optional(minutes()),
    add: v.optional(amount()),
    count: v.optional(picked(['STARTED', 'EXACT'])),
  }),
  needed,
)
const cycle = v.looseObject(
  {
    every: picked(['STAY', 'PERIOD', 'HOURS', 'CLOCK']),
    hours: v.optional(whole(9600)),
    at: v.optional(time),
    days: v.optional(names),
    times: v.optional(whole(400)),
  },
  needed,
)

const tariff = v.looseObject({
  name: v.optional(text()),
  clock: picked(['ELAPSED', 'WALL_CLOCK']),
  seconds: picked(['COUNTED', 'DROPPED']),
  whenRatesChange: picked(['ENTRY_RATE_STAYS', 'UNIT_IS_CUT', 'UNIT_RUNS_OUT']),
  outsideRates: picked(['FREE', 'CLOSED', 'REFUSED']),
  rounding: v.looseObject({ to: amount(), mode: picked(['HALF_UP', 'HALF_EVEN', 'UP', 'DOWN']) }, needed),
  tax: v.optional(v.looseObject({ name: text(), percent: amount(), included: v.boolean(needed) })),
  specialDays: v.optional(v.record(v.string(), names)),
  rates: v.array(
    v.looseObject({
      name: text(),
      for: v.optional(audience),
      overrides: v.optional(v.boolean()),
      when: v.optional(windows),
      steps,
      restarts: cycle,
    }),
    needed,
  ),
  caps: v.optional(
    v.array(
      v.looseObject({
        name: text(),
        amount: amount(),
        rates: v.optional(names),
        for: v.optional(audience),
        per: cycle,
        when: v.optional(windows),
      }),
    ),
  ),
  free: v.optional(
    v.array(
      v.looseObject({
        minutes: whole(10_080),
        whenExceeded: picked(['CHARGED_FROM_ENTRY', 'TAKEN_OFF']),
        for: v.optional(audience),
        when: v.optional(windows),
        oncePer: v.optional(cycle),
      }),
    ),
  ),
  offers: v.optional(
    v.array(
      v.looseObject({
        name: text(),
        for: v.optional(audience),
        entry: v.optional(windows),
        exit: v.optional(windows),
        atLeastMinutes: v.optional(minutes()),
        atMostMinutes: v.optional(minutes()),
        covers: v.optional(
          v.looseObject({ minutes: v.optional(minutes()), at: v.optional(time), days: v.optional(names) }),
        ),
        steps,
        taken: picked(['IF_LOWER', 'ALWAYS']),
      }),
    ),
  ),
  discounts: v.optional(
    v.array(
      v.looseObject({
        name: text(),
        for: v.optional(audience),
        minutesOff: v.optional(minutes()),
        takenFrom: v.optional(picked(['START', 'END'])),
        percentOff: v.optional(amount()),
        amountOff: v.optional(amount()),
        priceAtMost: v.optional(amount()),
      }),
    ),
  ),
  surcharges: v.optional(
    v.array(
      v.looseObject({
        name: text(),
        for: v.optional(audience),
        entry: v.optional(windows),
        exit: v.optional(windows),
        amount: amount(),
      }),
    ),
  ),
  lostTicket: v.optional(v.looseObject({ price: v.optional(amount()), chargedFromClock: v.optional(time) })),
  reentry: v.optional(v.looseObject({ withinMinutes: whole(1440) })),
  exitGraceMinutes: v.optional(v.number()),
  maximumStayMinutes: v.optional(minutes()),
  topUps: v.optional(v.array(v.looseObject({ pay: amount(), credit: amount() }))),
  pricesMayFall: v.optional(v.boolean()),
  examples: v.optional(
    v.array(
      v.looseObject({
        from: moment,
        until: moment,
        price: amount(),
        kind: v.optional(kind),
        vehicle: v.optional(v.string()),
        concessions: v.optional(names),
        lostTicket: v.optional(v.boolean()),
      }),
    ),
  ),
})

const CONTAINERS = ['loose_object', 'array', 'record']

/** What is missing or of the wrong form, each at its path. None: the server can look at what it means. */
export function gapsOf(document: unknown): TariffFinding[] {
  const { issues, success } = v.safeParse(tariff, document)
  if (!success) {
    return issues.map((issue) =>
      gap(pathOf(issue.path), issue.received === 'undefined' ? needed() : issue.message),
    )
  }
  return unsaid(document as Tariff).map((path) => gap(path, needed()))
}

function gap(path: string, message: string): TariffFinding {
  return { severity: 'ERROR', code: 'CONTRADICTION', path, message }
}

/** What goes with what was chosen, where the choice alone was made: a step without its amount. */
function unsaid({ rates, caps, offers, discounts, free, lostTicket }: Tariff): string[] {
  const missing: string[] = []
  const want = (given: unknown, path: string) => {
    if (given === undefined) missing.push(path)
  }
  const steps = (list: TariffStep[], at: string) =>
    list.forEach((step, index) => {
      const path = `${at}.steps[${index}]`
      if (step.total !== undefined) return
      want(step.add, `${path}.${step.perMinutes === undefined ? 'total' : 'add'}`)
      if (step.add !== undefined) want(step.perMinutes, `${path}.perMinutes`)
    })
  const cycle = ({ every, hours, at }: TariffCycle, path: string) => {
    if (every === 'HOURS') want(hours, `${path}.hours`)
    if (every === 'CLOCK') want(at, `${path}.at`)
  }
  rates.forEach((rate, index) => {
    steps(rate.steps, `rates[${index}]`)
    cycle(rate.restarts, `rates[${index}].restarts`)
  })
  caps?.forEach(({ per }, index) => cycle(per, `caps[${index}].per`))
  free?.forEach(({ oncePer }, index) => oncePer && cycle(oncePer, `free[${index}].oncePer`))
  offers?.forEach((offer, index) => {
    steps(offer.steps, `offers[${index}]`)
    if (offer.covers) want(offer.covers.minutes ?? offer.covers.at, `offers[${index}].covers`)
  })
  discounts?.forEach(({ percentOff, amountOff, minutesOff, priceAtMost }, index) =>
    want(percentOff ?? amountOff ?? minutesOff ?? priceAtMost, `discounts[${index}]`),
  )
  if (lostTicket) want(lostTicket.price ?? lostTicket.chargedFromClock, 'lostTicket')
  return missing
}

/** Text as a tariff that forms can show: lists are lists in it, though fields may be missing or wrong. */
export function readDocument(text: string): { tariff: Tariff } | { fault: string; path?: string } {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    return { fault: translate('tariffs.compose.fault.document') }
  }
  // Files that come with their source keep the tariff in a field of its own.
  const document: unknown = 'tariff' in read && !('rates' in read) ? read.tariff : read
  const broken = v
    .safeParse(tariff, document)
    .issues?.find(
      ({ type, received, path }) =>
        CONTAINERS.includes(type) && (received !== 'undefined' || (path?.length ?? 0) > 1),
    )
  const rates = (document as { rates?: unknown } | null)?.rates
  if (broken || !Array.isArray(rates)) {
    const path = broken ? pathOf(broken.path) : 'rates'
    return { fault: translate('tariffs.compose.fault.list', { path }), path }
  }
  const { rounding = { to: '', mode: 'HALF_UP' } } = document as Partial<Tariff>
  return { tariff: { ...(document as Tariff), rounding } }
}

function pathOf(path: readonly { key?: unknown }[] | undefined): string {
  return (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
