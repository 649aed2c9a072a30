import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/',
    name: 'find-parking',
    component: () => import('./FindParkingPage.vue'),
    meta: {
      title: 'parking.find.title',
      nav: { label: 'parking.find.nav', icon: 'i-lucide-map-pin', order: 10 },
    },
  },
  {
    path: '/lots/:id',
    name: 'lot',
    component: () => import('./LotPage.vue'),
    meta: { title: 'parking.lot.title' },
  },
  {
    path: '/reservations',
    name: 'my-reservations',
    component: () => import('./MyReservationsPage.vue'),
    meta: {
      title: 'parking.mine.title',
      signedIn: true,
      nav: { label: 'parking.mine.title', icon: 'i-lucide-ticket', order: 20 },
    },
  },
  {
    path: '/reservations/:id',
    name: 'reservation',
    component: () => import('./ReservationPage.vue'),
    meta: { title: 'parking.one.title', signedIn: true },
  },
  {
    path: '/operate/gate',
    name: 'gate',
    component: () => import('./GatePage.vue'),
    meta: {
      title: 'parking.desk.gate.title',
      permission: 'reservations:write',
      area: 'operate',
      nav: { label: 'parking.desk.gate.title', icon: 'i-lucide-scan-line', order: 20 },
    },
  },
  {
    path: '/operate/reservations',
    name: 'reservations',
    component: () => import('./DeskPage.vue'),
    meta: {
      title: 'parking.desk.title',
      permission: 'reservations:read',
      area: 'operate',
      nav: { label: 'parking.desk.title', icon: 'i-lucide-ticket', order: 30 },
    },
  },
] satisfies RouteRecordRaw[]
