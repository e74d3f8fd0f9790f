import Foundation
import GRDB

extension Schema {
    /// What the learner's files are packed with. What was kept before is packed by `pack`.
    static let packing = """
        ALTER TABLE blobs ADD COLUMN packing INTEGER NOT NULL DEFAULT 0;  -- 0: bytes as handed in; 1: a zlib stream of them
        """

    /// Packs what lies plain, some rows at a time: a store of any size takes the memory of these. The pages that come
    /// free stay in the file, for the attempts to come.
    static func pack(_ db: Database) throws {
        let update = try db.makeStatement(sql: "UPDATE blobs SET packing = ?, bytes = ? WHERE rowid = ?")
        var last = Int64.min
        while true {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT rowid, bytes FROM blobs
                    WHERE rowid > ? AND typeof(bytes) = 'blob' AND length(bytes) = size AND size <= ?
                    ORDER BY rowid LIMIT 64
                    """, arguments: [last, ProgressStore.keptBytesMax])
            for row in rows {
                last = row["rowid"]
                let stored = StoredBytes(packing: row["bytes"])
                guard stored.packing != .plain else { continue }
                try update.execute(arguments: [stored.packing.rawValue, stored.bytes, last])
            }
            if rows.isEmpty { return }
        }
    }
}
