using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Querent;

/// <summary>Lets a finished row check itself, where its type does that.</summary>
internal static class RowCheck
{
    /// <summary>Why the row's own check refused it; null where it did not, or there is none.</summary>
    public static QueryError? Of(object row, ImmutableArray<QueryDefinition> queries)
    {
        if (row is not IValidatableObject checkable || OwnCheck.Of(checkable) is not { } result)
        {
            return null;
        }

        // A name that is no query's may be anything, also a part of an answer.
        string? member = result.MemberNames.FirstOrDefault(name => queries.Any(query => query.Name == name || query.Name.StartsWith(name + "[", StringComparison.Ordinal)));
        string where = member is null ? "" : $" for its '{member}'";
        return new QueryError(QueryErrorKind.InvalidAnswer, $"The finished row's own check refused it{where}.") { Rule = "check", CheckMessage = result.ErrorMessage };
    }
}
