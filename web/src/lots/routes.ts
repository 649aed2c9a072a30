import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/lots',
    name: 'managed-lots',
    component: () => import('./ManagedLotsPage.vue'),
    meta: {
      title: 'lots.manage.title',
      permission: 'lots:write',
      area: 'operate',
      nav: { label: 'lots.manage.title', icon: 'i-lucide-square-parking', order: 40 },
    },
  },
  {
    path: '/operate/lots/new',
    name: 'new-lot',
    component: () => import('./NewLotPage.vue'),
    meta: { title: 'lots.new.title', permission: 'lots:write', area: 'operate' },
  },
  {
    path: '/operate/lots/:id',
    name: 'lot-settings',
    component: () => import('./LotSettingsPage.vue'),
    props: true,
    meta: {
      title: 'lots.edit.title',
      permission: 'lots:write',
      area: 'operate',
      tab: { of: 'lot', label: 'lots.tabs.settings', order: 10 },
    },
  },
  {
    path: '/operate/lots/:id/spots',
    name: 'lot-spots',
    component: () => import('./SpotsPage.vue'),
    props: true,
    meta: {
      title: 'lots.spots.title',
      permission: 'lots:write',
      area: 'operate',
      tab: { of: 'lot', label: 'lots.tabs.spots', order: 20 },
    },
  },
  {
    path: '/operate/operators',
    name: 'operators',
    component: () => import('./OperatorsPage.vue'),
    meta: {
      title: 'lots.operators.title',
      permission: 'operators:manage',
      area: 'operate',
      nav: { label: 'lots.operators.title', icon: 'i-lucide-building-2', order: 60 },
    },
  },
] satisfies RouteRecordRaw[]
