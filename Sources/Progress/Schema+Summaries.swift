extension Schema {
    /// What reports ask for again and again, kept up with each write, so that they cost the same after a million
    /// attempts as after a hundred. Everything in these tables follows from the others: `resummarizing` makes them anew.
    static let summaries = """
        CREATE TABLE exercise_totals (
            course TEXT NOT NULL,
            exercise TEXT NOT NULL,
            recorded INTEGER NOT NULL,
            counted INTEGER NOT NULL,
            best REAL NOT NULL,  -- the best counted attempt as a part of its full score, 0 to 1
            passed_at TEXT,  -- of the first pass
            counted_to_pass INTEGER,  -- attempts that count, up to the first pass and with it
            last_number INTEGER NOT NULL,
            last_at TEXT NOT NULL,
            last_verdict TEXT NOT NULL,
            tests INTEGER NOT NULL,  -- of the last attempt
            passed_tests INTEGER NOT NULL,
            PRIMARY KEY (course, exercise)
        ) WITHOUT ROWID;

        CREATE TABLE time_spent (
            course TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('exercise', 'chapter')),
            name TEXT NOT NULL,
            seconds INTEGER NOT NULL,
            PRIMARY KEY (course, kind, name)
        ) WITHOUT ROWID;

        -- Quarters of an hour, counted from 1970 in UTC: the days of every time zone are made of them.
        CREATE TABLE activity (
            course TEXT NOT NULL,
            quarter INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            passes INTEGER NOT NULL,  -- exercises passed for the first time
            sections INTEGER NOT NULL,
            quizzes INTEGER NOT NULL,
            others INTEGER NOT NULL,  -- exercises begun, hints taken
            seconds INTEGER NOT NULL,
            last INTEGER NOT NULL,  -- the last moment, in seconds since 1970
            PRIMARY KEY (course, quarter)
        ) WITHOUT ROWID;

        CREATE INDEX attempts_by_time ON attempts (course, at, exercise, verdict, counted);
        \(resummarizing)
        """

    /// Makes the summaries from what they are summaries of. Part of a released migration: what a later version does in
    /// another way gets text of its own.
    static let resummarizing = """
        DELETE FROM exercise_totals;
        DELETE FROM time_spent;
        DELETE FROM activity;

        INSERT INTO exercise_totals
            (course, exercise, recorded, counted, best, passed_at, counted_to_pass, last_number, last_at,
             last_verdict, tests, passed_tests)
        SELECT course, exercise, count(*), sum(counted),
               coalesce(max(CASE WHEN verdict = 'passed' THEN 1.0
                                 WHEN counted AND max_score > 0 THEN score / max_score END), 0),
               min(CASE WHEN verdict = 'passed' THEN at END),
               min(CASE WHEN verdict = 'passed' THEN counted_so_far END),
               max(CASE WHEN recency = 1 THEN number END), max(CASE WHEN recency = 1 THEN at END),
               max(CASE WHEN recency = 1 THEN verdict END), 0, 0
        FROM (
            SELECT course, exercise, number, verdict, score, max_score, counted, at,
                   sum(counted) OVER (PARTITION BY course, exercise ORDER BY at, id) AS counted_so_far,
                   row_number() OVER (PARTITION BY course, exercise ORDER BY at DESC, id DESC) AS recency
            FROM attempts
        ) GROUP BY course, exercise;

        UPDATE exercise_totals AS e SET (tests, passed_tests) = (
            SELECT count(*), count(CASE WHEN t.status = 'passed' THEN 1 END) FROM test_results AS t
            WHERE t.course = e.course AND t.exercise = e.exercise AND t.number = e.last_number
        );

        CREATE TEMP TABLE paced AS
        SELECT *, second - lag(second) OVER (PARTITION BY course ORDER BY second) AS gap FROM (
            SELECT a.course, 'exercise' AS kind, a.exercise AS name,
                   CAST(strftime('%s', a.at) AS INTEGER) AS second, 1 AS attempts,
                   a.verdict = 'passed' AND a.at = e.passed_at AS passes, 0 AS sections, 0 AS quizzes, 0 AS others
            FROM attempts AS a JOIN exercise_totals AS e USING (course, exercise)
            UNION ALL
            SELECT course, 'chapter', chapter, CAST(strftime('%s', at) AS INTEGER), 0, 0, 1, 0, 0 FROM sections_read
            UNION ALL
            SELECT course, 'chapter', chapter, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0, 1, 0 FROM quiz_answers
            UNION ALL
            SELECT course, 'exercise', exercise, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0, 0, 1 FROM hints
            UNION ALL
            SELECT course, 'exercise', exercise, CAST(strftime('%s', at) AS INTEGER), 0, 0, 0, 0, 1 FROM starts
        ) WHERE second IS NOT NULL;

        INSERT INTO time_spent (course, kind, name, seconds)
        SELECT course, kind, name, sum(CASE WHEN gap BETWEEN 0 AND 1800 THEN gap ELSE 0 END)
        FROM paced GROUP BY course, kind, name;

        INSERT INTO activity (course, quarter, attempts, passes, sections, quizzes, others, seconds, last)
        SELECT course, second / 900, sum(attempts), sum(passes), sum(sections), sum(quizzes), sum(others),
               sum(CASE WHEN gap BETWEEN 0 AND 1800 THEN gap ELSE 0 END), max(second)
        FROM paced GROUP BY course, second / 900;

        DROP TABLE paced;
        """
}
