using System.Collections.Immutable;

namespace Querent.Answers.Suite.Types;

/// <summary>Ended by an empty list.</summary>
public sealed record Tree(string Name, ImmutableArray<Tree> Parts);

/// <summary>Ended by null.</summary>
public sealed record Chain(int Value, Chain? Next);

/// <summary>Two types that hold each other.</summary>
public sealed record Folder(string Title, Page? First);

public sealed record Page(int Number, Folder? Folder);

public sealed record Forest(Tree First, Tree? Second, List<Chain> Chains);
