import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/cash',
    name: 'cash',
    component: () => import('./CashPage.vue'),
    meta: {
      title: 'desk.cash.title',
      permission: 'cash:take',
      area: 'operate',
      nav: { label: 'desk.cash.title', icon: 'i-lucide-banknote', order: 25 },
    },
  },
  {
    path: '/operate/shifts',
    name: 'shifts',
    component: () => import('./ShiftsPage.vue'),
    meta: {
      title: 'desk.shifts.title',
      permission: 'reports:read',
      area: 'operate',
      nav: { label: 'desk.shifts.title', icon: 'i-lucide-coins', order: 55 },
    },
  },
] satisfies RouteRecordRaw[]
