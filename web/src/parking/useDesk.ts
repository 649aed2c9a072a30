import { useI18n } from 'vue-i18n'
import { useTakingCash } from '@/desk/useTakingCash'
import { useAction } from '@/platform/action'
import { checkIn, checkOut, type Reservation, type ReservationAction } from '@/platform/api/generated'
import { formatMoney } from '@/platform/format'
import { useSession } from '@/platform/session'
import { useSay } from '@/ui/useSay'

const refreshes = ['reservations', 'reports', 'lots']

/** What those at the desk do with somebody's reservation. */
export function useDesk() {
  const { t } = useI18n()
  const { may } = useSession()
  const say = useSay()
  const { takeCash } = useTakingCash()

  const arrive = useAction((id: string, { headers }) => checkIn({ path: { id }, headers }), {
    refreshes,
    onDone: ({ plate, spotLabel, levelName }) =>
      say.done(
        t('parking.desk.checkedIn', { plate }),
        t('parking.desk.at', { spot: spotLabel, level: levelName }),
      ),
  })
  const leave = useAction((id: string, { headers }) => checkOut({ path: { id }, headers }), {
    refreshes,
    onDone: left,
  })

  /** Whoever has a drawer asks for the money at once. */
  function left(reservation: Reservation) {
    const { plate, due } = reservation
    say.done(
      t('parking.desk.checkedOut', { plate }),
      due.amountMinor > 0 ? t('parking.desk.due', { due: formatMoney(due) }) : t('parking.desk.nothingDue'),
    )
    if (due.amountMinor > 0 && may('cash:take')) {
      takeCash(reservation)
    }
  }

  return {
    can: ({ actions }: Reservation, action: ReservationAction) =>
      actions.includes(action) && may('reservations:write'),
    canTakeCash: ({ actions }: Reservation) => actions.includes('PAY') && may('cash:take'),
    takeCash,
    left,
    checkIn: ({ id }: Reservation) => arrive.mutate(id, { onError: say.refused }),
    checkOut: ({ id }: Reservation) => leave.mutate(id, { onError: say.refused }),
    isBusy: ({ id }: Reservation) =>
      (arrive.isPending.value && arrive.variables.value === id) ||
      (leave.isPending.value && leave.variables.value === id),
  }
}
