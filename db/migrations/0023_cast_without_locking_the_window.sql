ALTER TABLE "envelopes" DROP CONSTRAINT "envelopes_window_id_windows_id_fk";
