import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { isOpenTo } from './router'

export interface NavEntry {
  label: string
  icon: string
  to: string
  active: boolean
}

/** What each area offers the person who is here, in order; routes say themselves that they belong there. */
export function useNavigation() {
  const router = useRouter()
  const route = useRoute()
  const { t } = useI18n()

  function entries(area: 'operate' | undefined): NavEntry[] {
    return router
      .getRoutes()
      .flatMap(({ path, meta }) =>
        meta.nav && meta.area === area && isOpenTo(meta) ? [{ path, nav: meta.nav }] : [],
      )
      .sort((a, b) => a.nav.order - b.nav.order)
      .map(({ path, nav }, _, all) => ({
        label: t(nav.label),
        icon: nav.icon,
        to: path,
        // Of entries that lie within each other, as /operate and /operate/lots, the inner one.
        active: isWithin(path) && !all.some((one) => one.path.startsWith(`${path}/`) && isWithin(one.path)),
      }))
  }

  function isWithin(path: string): boolean {
    return route.path === path || (path !== '/' && route.path.startsWith(`${path}/`))
  }

  return {
    everyone: computed(() => entries(undefined)),
    operate: computed(() => entries('operate')),
    operating: computed(() => route.meta.area === 'operate'),
  }
}
