using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What a query's prompt consists of, and what is to be known of how it came to be.</summary>
/// <param name="Parts">What the user message consists of.</param>
/// <param name="Files">The files that were read for it.</param>
/// <param name="Uses">The inputs that it names.</param>
internal sealed record BoundPrompt(EquatableArray<PromptPart> Parts, EquatableArray<PromptFile> Files, IReadOnlyCollection<string> Uses)
{
    /// <summary>What the system message consists of; null for none.</summary>
    public EquatableArray<PromptPart>? System { get; init; }

    /// <summary>The inputs that the user message names.</summary>
    public IReadOnlyCollection<string> UsesOfUser { get; init; } = [];

    /// <summary>The condition under which it is asked; null for always.</summary>
    public BoundExpression? When { get; init; }

    /// <summary>The answers that the prompt is given.</summary>
    public EquatableArray<AnswerParameter> Answers { get; init; }

    /// <summary>The answers that the condition is given.</summary>
    public EquatableArray<AnswerParameter> WhenAnswers { get; init; }

    /// <summary>The units that have to be answered before.</summary>
    public EquatableArray<Dependency> Dependencies { get; init; }

    /// <summary>Where the user message first differs from row to row; null where it nowhere does, or the system message does.</summary>
    public Variation? Variation { get; init; }

    /// <summary>Where a cell first names what all cells of its row share, behind what is its own; null where it does not.</summary>
    public SharedBehind? SharedBehind { get; init; }

    /// <summary>The tables that it looks things up in.</summary>
    public IReadOnlyCollection<string> Tables { get; init; } = [];

    /// <summary>The matrices that it names.</summary>
    public IReadOnlyCollection<string> Matrices { get; init; } = [];

    /// <summary>The text of the template, for its hash; empty where a file holds it.</summary>
    public string Template { get; init; } = "";
}

/// <summary>A placeholder or tag by which prompts differ from row to row.</summary>
/// <param name="Site">Where it is.</param>
/// <param name="Text">What it says.</param>
internal sealed record Variation(Site Site, string Text);
