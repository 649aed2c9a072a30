alter table notifications.message drop constraint message_kind_check;
alter table notifications.message add constraint message_kind_check check (kind in (
    'WELCOME', 'EMAIL_CONFIRMATION', 'PASSWORD_RESET', 'RESERVATION_CONFIRMED', 'RESERVATION_CHANGED',
    'RESERVATION_CANCELLED', 'REMINDER', 'HOLD_LAPSING', 'OVERSTAY', 'NO_SHOW', 'RECEIPT', 'EXPORT_READY',
    'MONTHLY_REPORT', 'WAITING_FOR_YOU', 'BOOKS_DIFFER'));
