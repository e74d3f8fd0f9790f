import GRDB

/// The tables of the store and how each version of them came from the one before.
///
/// What belongs to a learner is keyed by course id and slug or anchor, never by a number or title that an edit of the
/// course could move. A released migration is never changed; a new one is appended.
package struct Schema: Sendable {
    /// One step: a name that stays for ever, its SQL, and what SQL cannot do.
    package struct Migration: Sendable {
        package var name: String
        package var sql: String
        /// Done after the SQL, in the same transaction.
        var work: (@Sendable (Database) throws -> Void)?

        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }

        init(name: String, sql: String, work: @escaping @Sendable (Database) throws -> Void) {
            self.init(name: name, sql: sql)
            self.work = work
        }
    }

    /// What a database file is to this schema.
    enum Condition: Equatable {
        case empty
        case ready
        case behind(last: String)
        case newer(unknown: [String])
        case foreign
    }

    /// "Silt" in ASCII: how `file` and this program know the store from any other SQLite file.
    static let applicationID: Int32 = 0x5369_6c74

    package static let current = Schema(migrations: [
        Migration(name: "1-attempts-reading-hints", sql: first),
        Migration(name: "2-explorations", sql: explorations),
        Migration(name: "3-replays", sql: replays),
        Migration(name: "4-quiz-answers", sql: quizAnswers),
        Migration(name: "5-summaries", sql: summaries),
        Migration(name: "6-packed-sources", sql: packing, work: pack),
    ])

    package var migrations: [Migration]

    package init(migrations: [Migration]) {
        self.migrations = migrations
    }

    func condition(of db: Database) throws -> Condition {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        // GRDB makes its own table before the first migration begins; a process killed in between leaves it alone.
        let tables = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'")
        if tables == 0 { return id == 0 || id == Self.applicationID ? .empty : .foreign }
        guard id == Self.applicationID else { return .foreign }
        let migrator = migrator
        let unknown = try migrator.appliedIdentifiers(db).subtracting(migrations.map(\.name))
        guard unknown.isEmpty else { return .newer(unknown: unknown.sorted()) }
        guard try !migrator.hasCompletedMigrations(db) else { return .ready }
        return .behind(last: try migrator.appliedMigrations(db).last ?? "")
    }

    func migrate(_ queue: DatabaseQueue) throws {
        try migrator.migrate(queue)
    }

    private var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { db in
                try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
                try db.execute(sql: migration.sql)
                try migration.work?(db)
            }
        }
        return migrator
    }

    private static let first = """
        CREATE TABLE blobs (
            sha256 TEXT PRIMARY KEY NOT NULL,
            size INTEGER NOT NULL,
            bytes BLOB  -- NULL: too large to keep, known by its hash and size
        );

        CREATE TABLE submissions (digest TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;

        CREATE TABLE submission_files (
            submission TEXT NOT NULL REFERENCES submissions (digest),
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            blob TEXT NOT NULL REFERENCES blobs (sha256),
            PRIMARY KEY (submission, position)
        ) WITHOUT ROWID;

        CREATE TABLE attempts (
            id INTEGER PRIMARY KEY,  -- the order of recording; nothing refers to it
            course TEXT NOT NULL,
            exercise TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            verdict TEXT NOT NULL,
            score REAL NOT NULL,
            max_score REAL NOT NULL,
            counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
            at TEXT NOT NULL,  -- ISO 8601, UTC
            seconds REAL NOT NULL,
            grader TEXT NOT NULL,
            submission TEXT NOT NULL REFERENCES submissions (digest),
            document TEXT NOT NULL,  -- the whole verdict as JSON; last, so that no other column is behind its pages
            UNIQUE (course, exercise, number)
        );
        CREATE INDEX attempts_by_submission ON attempts (submission, grader);

        CREATE TABLE test_results (
            course TEXT NOT NULL,
            exercise TEXT NOT NULL,
            number INTEGER NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            status TEXT NOT NULL,
            seconds REAL NOT NULL,
            weight REAL NOT NULL,
            PRIMARY KEY (course, exercise, number, position),
            FOREIGN KEY (course, exercise, number) REFERENCES attempts (course, exercise, number)
        ) WITHOUT ROWID;

        CREATE TABLE sections_read (
            course TEXT NOT NULL,
            chapter TEXT NOT NULL,
            section TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (course, chapter, section)
        ) WITHOUT ROWID;

        CREATE TABLE hints (
            course TEXT NOT NULL,
            exercise TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            at TEXT NOT NULL,
            PRIMARY KEY (course, exercise, number)
        ) WITHOUT ROWID;

        CREATE TABLE starts (
            course TEXT NOT NULL,
            exercise TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (course, exercise)
        ) WITHOUT ROWID;
        """

    private static let explorations = """
        CREATE TABLE explorations (
            handle TEXT PRIMARY KEY NOT NULL,
            source_hash TEXT NOT NULL,  -- of names and bytes
            files TEXT NOT NULL,  -- absolute paths, a JSON list
            language_mode INTEGER NOT NULL,
            choices TEXT NOT NULL,  -- the schedule, as the explorer takes it
            strategy TEXT NOT NULL,
            seed TEXT NOT NULL,  -- unsigned: an INTEGER has no room for it
            kind TEXT NOT NULL,
            at TEXT NOT NULL  -- when it was last found
        ) WITHOUT ROWID;
        """

    /// Rows without a `finding` were kept before: there is nothing of them to show.
    private static let replays = """
        ALTER TABLE explorations ADD COLUMN source TEXT REFERENCES submissions (digest);
        ALTER TABLE explorations ADD COLUMN toolchain TEXT;
        ALTER TABLE explorations ADD COLUMN course TEXT;  -- of an exercise's test; then there are no paths in `files`
        ALTER TABLE explorations ADD COLUMN exercise TEXT;
        ALTER TABLE explorations ADD COLUMN finding TEXT;  -- as JSON, with its choices
        """

    /// Every answer, in order: when a quiz is due again follows from them, so that the rule may change.
    private static let quizAnswers = """
        CREATE TABLE quiz_answers (
            id INTEGER PRIMARY KEY,
            course TEXT NOT NULL,
            chapter TEXT NOT NULL,
            quiz TEXT NOT NULL,
            answer TEXT NOT NULL,  -- as it was typed
            is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
            at TEXT NOT NULL
        );
        CREATE INDEX quiz_answers_by_course ON quiz_answers (course, at);
        """
}
