#!/usr/bin/env bash
# Runs once, in the database's container: a role for parkapp that owns one database and is no superuser.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -v password="$PARKAPP_DATABASE_PASSWORD" <<'SQL'
create role parkapp login password :'password';
create database parkapp owner parkapp;
SQL
