-- Notes a change of one row for the audit row of its transaction: two running digests, over what was replaced and over
-- what was written, in settings that end with the transaction.
create function note_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform set_config('gongping.before', encode(sha256(convert_to(concat(nullif(current_setting('gongping.before', true), ''), tg_table_name, to_jsonb(old)::text), 'UTF8')), 'hex'), true);
  end if;
  if tg_op <> 'DELETE' then
    perform set_config('gongping.after', encode(sha256(convert_to(concat(nullif(current_setting('gongping.after', true), ''), tg_table_name, to_jsonb(new)::text), 'UTF8')), 'hex'), true);
  end if;
  return null;
end;
$$;
