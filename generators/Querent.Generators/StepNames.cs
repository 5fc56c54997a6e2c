namespace Querent.Generators;

/// <summary>The names of the pipeline's steps, for tests that look at what was run again.</summary>
internal static class StepNames
{
    /// <summary>A row type becomes a shape.</summary>
    public const string Discover = nameof(Discover);

    /// <summary>The additional files become prompt files.</summary>
    public const string ReadFiles = nameof(ReadFiles);

    /// <summary>The additional files become lookup files.</summary>
    public const string ReadLookups = nameof(ReadLookups);

    /// <summary>A shape gets the files that it uses.</summary>
    public const string ChooseFiles = nameof(ChooseFiles);

    /// <summary>A shape becomes a program.</summary>
    public const string Bind = nameof(Bind);
}
