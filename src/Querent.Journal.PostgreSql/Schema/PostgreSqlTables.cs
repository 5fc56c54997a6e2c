using System.Collections.Immutable;

namespace Querent;

/// <summary>
/// The tables of a journal, as a list of steps of which each takes a schema from one version to the next. A step is never changed once it
/// was released; <c>docs/journal.md</c> describes what they come to.
/// </summary>
internal static class PostgreSqlTables
{
    /// <summary>The table that marks a schema as a journal and holds its version.</summary>
    public const string Marker = "querent_journal";

    /// <summary>The version that this library writes.</summary>
    public const int Version = 3;

    /// <param name="schema">The schema's name, quoted.</param>
    public static ImmutableArray<string> Steps(string schema) =>
    [
        $"""
        CREATE TABLE {schema}.{Marker} (version integer NOT NULL);
        INSERT INTO {schema}.{Marker} VALUES (1);

        CREATE TABLE {schema}.runs (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL UNIQUE,
            row_type text NOT NULL,
            created_at timestamptz NOT NULL,
            opened_at timestamptz NOT NULL,
            holder uuid NOT NULL
        );

        CREATE TABLE {schema}.rows (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            run bigint NOT NULL REFERENCES {schema}.runs (id) ON DELETE CASCADE,
            key text NOT NULL,
            position bigint,
            fingerprint bytea,
            failure json,
            ended_at timestamptz,
            status text NOT NULL GENERATED ALWAYS AS (CASE WHEN ended_at IS NULL THEN 'open' WHEN failure IS NULL THEN 'answered' ELSE 'failed' END) STORED,
            UNIQUE (run, key)
        );

        CREATE TABLE {schema}.calls (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            row bigint NOT NULL REFERENCES {schema}.rows (id) ON DELETE CASCADE,
            query text NOT NULL,
            fingerprint bytea NOT NULL,
            answer bytea,
            prompt bytea,
            attempts json NOT NULL,
            recorded_at timestamptz NOT NULL
        );

        CREATE INDEX calls_by_row ON {schema}.calls (row);
        """,
        $"""
        CREATE FUNCTION {schema}.text_of(bytes bytea) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS
        'BEGIN RETURN convert_from(bytes, ''UTF8''); EXCEPTION WHEN OTHERS THEN RETURN NULL; END';
        COMMENT ON FUNCTION {schema}.text_of IS 'An answer or a prompt as text; null where it is protected.';

        CREATE VIEW {schema}.answers AS
        SELECT runs.name AS run, rows.key AS row_key, rows.position, rows.status, calls.query, {schema}.text_of(calls.answer) AS answer, calls.recorded_at
        FROM {schema}.calls JOIN {schema}.rows ON rows.id = calls.row JOIN {schema}.runs ON runs.id = rows.run
        WHERE calls.answer IS NOT NULL;

        CREATE VIEW {schema}.attempts AS
        SELECT runs.name AS run, rows.key AS row_key, calls.query, attempt.number AS attempt,
               (attempt.value ->> 'latency_ms')::double precision AS latency_ms, attempt.value ->> 'model' AS model,
               attempt.value ->> 'finish_reason' AS finish_reason, attempt.value ->> 'request_id' AS request_id,
               (attempt.value ->> 'input_tokens')::integer AS input_tokens, (attempt.value ->> 'output_tokens')::integer AS output_tokens,
               (attempt.value ->> 'cached_input_tokens')::integer AS cached_input_tokens, (attempt.value ->> 'reasoning_tokens')::integer AS reasoning_tokens,
               attempt.value -> 'error' ->> 'kind' AS error, (attempt.value -> 'error' ->> 'status')::integer AS status,
               calls.recorded_at
        FROM {schema}.calls JOIN {schema}.rows ON rows.id = calls.row JOIN {schema}.runs ON runs.id = rows.run
        CROSS JOIN LATERAL json_array_elements(calls.attempts) WITH ORDINALITY AS attempt (value, number);

        UPDATE {schema}.{Marker} SET version = 2;
        """,
        $"""
        ALTER TABLE {schema}.runs ADD COLUMN keeps_answers boolean, ADD COLUMN protection_check bytea;

        CREATE OR REPLACE VIEW {schema}.attempts AS
        SELECT runs.name AS run, rows.key AS row_key, calls.query, attempt.number AS attempt,
               (attempt.value ->> 'latency_ms')::double precision AS latency_ms, attempt.value ->> 'model' AS model,
               attempt.value ->> 'finish_reason' AS finish_reason, attempt.value ->> 'request_id' AS request_id,
               (attempt.value ->> 'input_tokens')::integer AS input_tokens, (attempt.value ->> 'output_tokens')::integer AS output_tokens,
               (attempt.value ->> 'cached_input_tokens')::integer AS cached_input_tokens, (attempt.value ->> 'reasoning_tokens')::integer AS reasoning_tokens,
               attempt.value -> 'error' ->> 'kind' AS error, (attempt.value -> 'error' ->> 'status')::integer AS status,
               calls.recorded_at
        FROM {schema}.calls JOIN {schema}.rows ON rows.id = calls.row JOIN {schema}.runs ON runs.id = rows.run
        CROSS JOIN LATERAL json_array_elements(calls.attempts) WITH ORDINALITY AS attempt (value, number)
        WHERE attempt.value ->> 'taken' IS NULL;

        UPDATE {schema}.{Marker} SET version = 3;
        """,
    ];
}
