using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

public sealed class PostgreSqlAnswerTests : AnswerTests<PostgreSqlStore>;

public sealed class PostgreSqlConcurrencyTests : ConcurrencyTests<PostgreSqlStore>;

public sealed class PostgreSqlFindingTests : FindingTests<PostgreSqlStore>;

public sealed class PostgreSqlListingTests : ListingTests<PostgreSqlStore>;

public sealed class PostgreSqlModeTests : ModeTests<PostgreSqlStore>;

public sealed class PostgreSqlOpeningTests : OpeningTests<PostgreSqlStore>;

public sealed class PostgreSqlPurgeTests : PurgeTests<PostgreSqlStore>;

public sealed class PostgreSqlRowRunTests : RowRunTests<PostgreSqlStore>;

public sealed class PostgreSqlWritingTests : WritingTests<PostgreSqlStore>;
