-- Makes the two roles of an installation on PostgreSQL, and the schema. Run once, as a superuser or as Supabase's `postgres`:
--
--   psql "$ADMIN_URL" -v ON_ERROR_STOP=1 -v owner_password="$(cat owner)" -v gateway_password="$(cat gateway)" -f roles.sql
--
-- Then, with DATABASE_URL of teleperson_voice_owner, and again after each update:
--
--   teleperson-voice migrate --grant-to teleperson_voice_gateway
--
-- The gateways run with DATABASE_URL of teleperson_voice_gateway. It may read and write what calls need, append to the two
-- logs, and neither change a row of them nor anything of the schema. docs/postgresql.md tells who needs which.

\if :{?owner_password} \else
  \echo 'Give -v owner_password=... and -v gateway_password=...'
  \quit
\endif

create role teleperson_voice_owner login password :'owner_password';
create role teleperson_voice_gateway login password :'gateway_password' connection limit 100;

create schema teleperson_voice authorization teleperson_voice_owner;

-- Nobody else may look into it, whatever rights the database's defaults would give them.
revoke all on schema teleperson_voice from public;
