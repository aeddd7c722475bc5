-- A volatile function looks anew with each of its statements: what closing changed while the lock was awaited is seen
-- without locking the window's row, which all casts of a window share.
CREATE FUNCTION "cast_envelope"(
  "its_window" text, "its_unit" text, "its_mark" text, "its_group" text, "its_channel" text, "its_stratum" text, "its_class" text,
  "its_ticket" text, "its_revision" integer, "its_digest" text, "its_ciphertext" bytea, "its_leaf" bytea
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('gongping:window:' || its_window, 0));
  INSERT INTO envelopes AS kept (window_id, unit_id, mark, "group", channel, stratum, risk_class, ticket, revision, request_digest, ciphertext, sealed_leaf)
  SELECT its_window, its_unit, its_mark, its_group, its_channel, its_stratum, its_class, its_ticket, its_revision, its_digest, its_ciphertext, its_leaf
  FROM windows
  WHERE windows.id = its_window AND windows.state = 'open' AND windows.closes_at > clock_timestamp()
    AND (its_unit LIKE 'category:%' OR EXISTS (SELECT FROM units WHERE units.id = its_unit))
  ON CONFLICT (window_id, unit_id, mark) DO UPDATE SET
    "group" = excluded."group", channel = excluded.channel, stratum = excluded.stratum, risk_class = excluded.risk_class,
    revision = excluded.revision, request_digest = excluded.request_digest, ciphertext = excluded.ciphertext, sealed_leaf = excluded.sealed_leaf
  WHERE kept.ticket = excluded.ticket AND kept.revision < excluded.revision;
  RETURN found;
END $$;
