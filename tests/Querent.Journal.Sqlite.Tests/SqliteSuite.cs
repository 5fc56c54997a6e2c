using Querent.Journal.Suite;

namespace Querent.Journal.Sqlite.Tests;

public sealed class SqliteAnswerTests : AnswerTests<SqliteStore>;

public sealed class SqliteConcurrencyTests : ConcurrencyTests<SqliteStore>;

public sealed class SqliteFindingTests : FindingTests<SqliteStore>;

public sealed class SqliteListingTests : ListingTests<SqliteStore>;

public sealed class SqliteModeTests : ModeTests<SqliteStore>;

public sealed class SqliteOpeningTests : OpeningTests<SqliteStore>;

public sealed class SqlitePurgeTests : PurgeTests<SqliteStore>;

public sealed class SqliteRowRunTests : RowRunTests<SqliteStore>;

public sealed class SqliteWritingTests : WritingTests<SqliteStore>;
