import type {
  Tariff,
  TariffAudience,
  TariffCap,
  TariffCycle,
  TariffDiscount,
  TariffFree,
  TariffOffer,
  TariffRate,
  TariffStep,
  TariffSurcharge,
  TariffWindow,
} from '@/platform/api/generated'
import { formatAmount } from '@/platform/format'
import { translate } from '@/platform/i18n'
import { dayNames, describeDate, describeWindows, lengthWords, rulesAlways } from './describeTimes'

/** A line of a price table: "up to 1 hour" and "€4.50". */
export interface PriceRow {
  label: string
  price: string
  /** What the receipt calls it. */
  name?: string
}

/** A table with what belongs to it. */
export interface PriceBlock {
  name: string
  /** When, or under which conditions: "Monday to Friday, 06:00–18:00". */
  conditions: string[]
  rows: PriceRow[]
  notes: string[]
}

export interface NamedLine {
  name: string
  text: string
}

/** All that a tariff says, in words for those who pay it. */
export interface TariffWords {
  /** The prices for everybody first, then those for some. */
  groups: { whom?: string; rates: PriceBlock[] }[]
  caps: PriceRow[]
  free: string[]
  offers: PriceBlock[]
  discounts: NamedLine[]
  surcharges: NamedLine[]
  /** What everybody should know. */
  rules: string[]
  /** Which dates have a name. */
  days: NamedLine[]
  /** What is settled for the rare case. */
  small: string[]
}

const MIDNIGHT = new Set(['00:00', '24:00'])

/** The table "what drivers see": nothing of the document is left unsaid. Amounts are in the lot's currency. */
export function describeTariff(tariff: Tariff, currency: string): TariffWords {
  return new Description(tariff, currency).words()
}

class Description {
  constructor(
    private readonly tariff: Tariff,
    private readonly currency: string,
  ) {}

  words(): TariffWords {
    const { tariff } = this
    return {
      groups: this.groups(),
      caps: (tariff.caps ?? []).filter((cap) => !this.ownRate(cap)).map((cap) => this.cap(cap)),
      free: (tariff.free ?? []).map((free) => this.free(free)),
      offers: (tariff.offers ?? []).map((offer) => this.offer(offer)),
      discounts: (tariff.discounts ?? []).map((discount) => this.discount(discount)),
      surcharges: (tariff.surcharges ?? []).map((surcharge) => this.surcharge(surcharge)),
      rules: this.rules(),
      days: Object.entries(tariff.specialDays ?? {}).map(([name, dates]) => ({
        name: capital(dayNames([name], this.special)),
        text: dateList(dates),
      })),
      small: this.small(),
    }
  }

  private get special(): string[] {
    return Object.keys(this.tariff.specialDays ?? {})
  }

  private groups(): TariffWords['groups'] {
    const groups = new Map<string, TariffRate[]>()
    for (const rate of this.tariff.rates) {
      const whom = audience(rate.for)
      groups.set(whom, [...(groups.get(whom) ?? []), rate])
    }
    return [...groups]
      .sort(([a], [b]) => Number(a !== '') - Number(b !== ''))
      .map(([whom, rates]) => ({
        ...((whom || groups.size > 1) && { whom: capital(whom || this.others()) }),
        rates: rates.map((rate) => this.rate(rate)),
      }))
  }

  private others(): string {
    const isAboutSpots = this.tariff.rates.every(
      ({ for: whom }) => !whom?.vehicles?.length && !whom?.concessions?.length,
    )
    return translate(isAboutSpots ? 'tariffs.words.for.otherSpots' : 'tariffs.words.for.others')
  }

  private rate(rate: TariffRate): PriceBlock {
    const caps = (this.tariff.caps ?? []).filter((cap) => this.ownRate(cap) === rate.name)
    return {
      name: rate.name,
      conditions: [capital(this.when(rate))],
      rows: [...this.rows(rate.steps), ...caps.map((cap) => this.cap(cap))],
      notes: said([
        this.restart(rate),
        this.end(rate),
        rate.overrides && translate('tariffs.words.rate.overrides'),
      ]).map(capital),
    }
  }

  private when({ when }: TariffRate): string {
    return this.holdsFromEntry && when?.length
      ? translate('tariffs.words.offer.enter', { times: this.windows(when) })
      : this.windows(when)
  }

  private get holdsFromEntry(): boolean {
    return this.tariff.whenRatesChange === 'ENTRY_RATE_STAYS'
  }

  private rows(steps: readonly TariffStep[]): PriceRow[] {
    const firstUnit = steps.findIndex(({ perMinutes }) => perMinutes !== undefined)
    return steps.map((step, index) => ({
      label: capital(this.step(step, index === 0, firstUnit >= 0 && index > firstUnit)),
      price: this.money(step.add ?? step.total ?? '0'),
    }))
  }

  /** After units that add up, a total has to be called one. */
  private step({ upToMinutes, perMinutes, count }: TariffStep, isFirst: boolean, isTotal: boolean): string {
    if (perMinutes === undefined) {
      const kind = upToMinutes === undefined ? (isFirst ? 'flat' : 'longer') : 'upTo'
      return translate(`tariffs.words.step.${kind}${isTotal ? 'Total' : ''}`, {
        length: lengthWords(upToMinutes ?? 0),
      })
    }
    const unit =
      perMinutes === 60 || perMinutes === 1
        ? translate(`tariffs.words.step.unit.${perMinutes}`)
        : lengthWords(perMinutes)
    const each = translate(
      `tariffs.words.step.${count === 'EXACT' ? 'exact' : 'started'}${isFirst ? '' : 'Further'}`,
      { unit },
    )
    return upToMinutes === undefined
      ? each
      : translate('tariffs.words.step.until', { each, length: lengthWords(upToMinutes) })
  }

  /** When the table begins anew, where that makes a difference. */
  private restart({ restarts, when = [], steps }: TariffRate): string {
    const [{ perMinutes, upToMinutes } = {}] = steps
    if (steps.every(({ add, total }) => Number(add ?? total) === 0)) {
      return ''
    }
    switch (restarts.every) {
      case 'STAY':
        return when.length && !this.holdsFromEntry ? translate('tariffs.words.rate.goesOn') : ''
      case 'PERIOD':
        return when.length && !this.holdsFromEntry ? translate('tariffs.words.rate.anew') : ''
      case 'HOURS':
        // Hours that follow each other are the same, begun anew or not.
        if (!when.length && perMinutes && !upToMinutes && ((restarts.hours ?? 0) * 60) % perMinutes === 0) {
          return ''
        }
        return translate('tariffs.words.rate.everyHours', { length: lengthWords((restarts.hours ?? 0) * 60) })
      case 'CLOCK':
        return translate('tariffs.words.rate.everyClock', { at: this.clock(restarts) })
    }
  }

  /** Where the table ends before it begins anew. */
  private end({ steps, restarts }: TariffRate): string {
    const last = steps.at(-1)?.upToMinutes
    const isRenewed =
      (restarts.every === 'HOURS' && (restarts.hours ?? 0) * 60 <= (last ?? 0)) ||
      (restarts.every === 'CLOCK' && !restarts.days?.length && (last ?? 0) >= 1500)
    return last === undefined || isRenewed
      ? ''
      : translate('tariffs.words.rate.noLonger', { length: lengthWords(last) })
  }

  /** The one rate that a cap is for, if it is for one and no other. */
  private ownRate({ rates }: TariffCap): string | undefined {
    return rates?.length === 1 ? rates[0] : undefined
  }

  private cap(cap: TariffCap): PriceRow {
    const { name, amount, rates = [], per, when } = cap
    const whom = audience(cap.for)
    const label = joined([
      translate('tariffs.words.cap.atMost', { period: this.period(cap) }),
      rates.length > 1 && translate('tariffs.words.cap.rates', { rates: list(rates.map(quoted)) }),
      per.every !== 'PERIOD' &&
        when?.length &&
        translate('tariffs.words.cap.when', { times: this.windows(when) }),
      whom && translate('tariffs.words.for.for', { whom }),
      per.times === 1 && translate('tariffs.words.cap.once'),
      per.times !== undefined && per.times > 1 && translate('tariffs.words.cap.times', { count: per.times }),
    ])
    return { label: capital(label), price: this.money(amount), name }
  }

  private period({ per, when }: TariffCap): string {
    switch (per.every) {
      case 'STAY':
        return translate('tariffs.words.cap.STAY')
      case 'PERIOD':
        return when?.length ? this.windows(when) : translate('tariffs.words.cap.PERIOD')
      case 'HOURS':
        return translate(per.times === 1 ? 'tariffs.words.cap.firstHOURS' : 'tariffs.words.cap.HOURS', {
          length: lengthWords((per.hours ?? 0) * 60),
        })
      case 'CLOCK':
        if (per.days?.length) {
          return translate('tariffs.words.cap.CLOCKdays', { at: this.clock(per) })
        }
        return MIDNIGHT.has(per.at ?? '')
          ? translate('tariffs.words.cap.midnight')
          : translate('tariffs.words.cap.CLOCK', { at: per.at })
    }
  }

  private free({ minutes, whenExceeded, for: whom, when, oncePer }: TariffFree): string {
    const limits = joined([
      translate(`tariffs.words.grace.${whenExceeded}.free`, { length: lengthWords(minutes) }),
      audience(whom) && translate('tariffs.words.for.for', { whom: audience(whom) }),
      when?.length && translate('tariffs.words.grace.entering', { times: this.windows(when) }),
      oncePer && this.oncePer(oncePer),
    ])
    return capital(`${limits}; ${translate(`tariffs.words.grace.${whenExceeded}.longer`)}`)
  }

  private oncePer({ every, at, hours }: TariffCycle): string {
    if (every === 'CLOCK' && MIDNIGHT.has(at ?? '')) {
      return translate('tariffs.words.grace.onceMidnight')
    }
    return translate(`tariffs.words.grace.once${every}`, { at, length: lengthWords((hours ?? 0) * 60) })
  }

  private offer(offer: TariffOffer): PriceBlock {
    const { covers, entry, exit, atLeastMinutes, atMostMinutes } = offer
    const whom = audience(offer.for)
    return {
      name: offer.name,
      conditions: said([
        whom && translate('tariffs.words.for.for', { whom }),
        entry?.length && translate('tariffs.words.offer.enter', { times: this.windows(entry) }),
        exit?.length && translate('tariffs.words.offer.leave', { times: this.windows(exit) }),
        atLeastMinutes &&
          translate(`tariffs.words.offer.${atLeastMinutes % 60 === 1 ? 'longerThan' : 'atLeast'}`, {
            length: lengthWords(atLeastMinutes % 60 === 1 ? atLeastMinutes - 1 : atLeastMinutes),
          }),
        atMostMinutes && translate('tariffs.words.offer.atMost', { length: lengthWords(atMostMinutes) }),
      ]).map(capital),
      rows: this.rows(offer.steps),
      notes: said([
        covers?.minutes !== undefined
          ? translate('tariffs.words.offer.covers', { length: lengthWords(covers.minutes) })
          : covers && translate('tariffs.words.offer.coversUntil', { at: this.clock(covers) }),
        translate(`tariffs.words.offer.${offer.taken}`),
        this.end({ ...offer, restarts: { every: 'STAY' } }),
      ]).map(capital),
    }
  }

  private discount(discount: TariffDiscount): NamedLine {
    const { name, minutesOff, takenFrom, percentOff, amountOff, priceAtMost } = discount
    const whom = audience(discount.for)
    return {
      name,
      text: joined([
        minutesOff !== undefined &&
          translate(`tariffs.words.discount.${takenFrom ?? 'START'}`, { length: lengthWords(minutesOff) }),
        percentOff && translate('tariffs.words.discount.percentOff', { percent: percentText(percentOff) }),
        amountOff && translate('tariffs.words.discount.amountOff', { amount: this.money(amountOff) }),
        priceAtMost && translate('tariffs.words.discount.priceAtMost', { amount: this.money(priceAtMost) }),
        whom && translate('tariffs.words.for.for', { whom }),
      ]),
    }
  }

  private surcharge({ name, amount, entry, exit, for: audienceFor }: TariffSurcharge): NamedLine {
    const whom = audience(audienceFor)
    return {
      name,
      text: joined([
        translate('tariffs.words.surcharge.added', { amount: this.money(amount) }),
        entry?.length && translate('tariffs.words.surcharge.entering', { times: this.windows(entry) }),
        exit?.length && translate('tariffs.words.surcharge.leaving', { times: this.windows(exit) }),
        whom && translate('tariffs.words.for.for', { whom }),
      ]),
    }
  }

  private rules(): string[] {
    const { lostTicket, reentry, exitGraceMinutes, maximumStayMinutes, topUps = [], tax } = this.tariff
    const rule = (key: string, values: Record<string, string>) =>
      translate(`tariffs.words.rule.${key}`, values)
    return said([
      this.holdsFromEntry && this.change(),
      !rulesAlways(this.tariff) && translate(`tariffs.words.rule.outside.${this.tariff.outsideRates}`),
      maximumStayMinutes !== undefined && rule('maximum', { length: lengthWords(maximumStayMinutes) }),
      exitGraceMinutes !== undefined && rule('exit', { length: lengthWords(exitGraceMinutes) }),
      reentry && rule('reentry', { length: lengthWords(reentry.withinMinutes) }),
      lostTicket?.price !== undefined && rule('lostPrice', { amount: this.money(lostTicket.price) }),
      lostTicket?.chargedFromClock && rule('lostClock', { at: clockTime(lostTicket.chargedFromClock) }),
      ...topUps.map(({ pay, credit }) => rule('topUp', { pay: this.money(pay), credit: this.money(credit) })),
      tax &&
        rule(tax.included ? 'taxIncluded' : 'taxAdded', {
          name: tax.name,
          percent: percentText(tax.percent),
        }),
    ])
  }

  private small(): string[] {
    const { clock, seconds, rounding, pricesMayFall, rates } = this.tariff
    return said([
      this.special.length > 0 && translate('tariffs.words.small.special'),
      !this.holdsFromEntry && rates.some(({ when }) => when?.length) && this.change(),
      pricesMayFall && translate('tariffs.words.small.mayFall'),
      translate(`tariffs.words.small.seconds.${seconds}`),
      translate(`tariffs.words.small.clock.${clock}`),
      translate(`tariffs.words.small.rounding.${rounding.mode}`, {
        to: formatAmount(rounding.to, this.currency),
      }),
    ])
  }

  private change(): string {
    return translate(`tariffs.words.small.change.${this.tariff.whenRatesChange}`)
  }

  private windows(windows: readonly TariffWindow[] | undefined): string {
    return describeWindows(windows ?? [], this.special)
  }

  private clock({ at, days }: { at?: string; days?: string[] }): string {
    return days?.length
      ? translate('tariffs.words.clock.atOn', { at: clockTime(at), days: dayNames(days, this.special) })
      : clockTime(at)
  }

  private money(amount: string): string {
    return Number(amount) === 0 ? translate('tariffs.words.free') : formatAmount(amount, this.currency)
  }
}

function audience({ kinds, vehicles, concessions }: TariffAudience = {}): string {
  const parts = [
    kinds?.length &&
      translate('tariffs.words.for.kinds', {
        kinds: list(kinds.map((kind) => translate(`tariffs.words.for.kind.${kind}`))),
      }),
    vehicles?.length &&
      translate('tariffs.words.for.vehicles', { vehicles: list(vehicles.map(quoted), 'disjunction') }),
    concessions?.length &&
      translate('tariffs.words.for.concessions', {
        concessions: list(concessions.map(quoted), 'disjunction'),
      }),
  ]
  return joined(parts)
}

function quoted(name: string): string {
  return translate('tariffs.words.for.quoted', { name: humane(name) })
}

/** BLUE_BADGE was named by a machine's rules and is read by people; a name with small letters stays as it is. */
export function humane(name: string): string {
  return /^[A-Z0-9_]+$/.test(name) && name.length > 3
    ? capital(name.toLowerCase().replaceAll('_', ' '))
    : name
}

function clockTime(at = '00:00'): string {
  return MIDNIGHT.has(at) ? translate('tariffs.words.clock.midnight') : at
}

function dateList(dates: readonly string[]): string {
  const yearly = dates.filter((date) => date.length === 5).sort()
  const once = dates.filter((date) => date.length > 5).sort()
  const every = yearly.length
    ? translate('tariffs.words.dates.every', { dates: list(yearly.map(describeDate)) })
    : ''
  return [every, list(once.map(describeDate))].filter(Boolean).join('; ')
}

function percentText(percent: string): string {
  return `${percent.includes('.') ? percent.replace(/\.?0+$/, '') : percent}%`
}

type Part = string | number | boolean | undefined

/** What there is to say; the rest does not apply. */
function said(parts: readonly Part[]): string[] {
  return parts.filter((part) => typeof part === 'string').filter((part) => part !== '')
}

function joined(parts: readonly Part[]): string {
  return said(parts).join(', ')
}

function list(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat('en-GB', { type }).format(items)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
