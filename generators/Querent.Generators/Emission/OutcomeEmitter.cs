using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the extension that gives an outcome its input in the input's own type.</summary>
internal static class OutcomeEmitter
{
    private const int CSharp14 = 1400;

    /// <summary>Whether the language has extension properties and everybody may see the row.</summary>
    public static bool Applies(RowShape row)
        => row.LanguageVersion >= CSharp14 && row.Is(RowTraits.Internal) && !row.Is(RowTraits.OutcomesTaken);

    public static void Emit(SourceWriter writer, RowShape row, string inputType)
    {
        bool isPublic = row.Is(RowTraits.Public) && row.Input is not { IsAsVisibleAsRow: false };
        string name = string.Concat(row.ContainingTypes.Select(outer => outer.Name + "_")) + row.Name;
        writer.Blank();
        writer.Line($"/// <summary>What an outcome of a <see cref=\"{row.FullName}\"/> knows of its input.</summary>");
        writer.Line(RowEmitter.GeneratedCode);
        writer.Open($"{(isPublic ? "public" : "internal")} static class {name}Outcomes");
        writer.Line("/// <param name=\"outcome\">An outcome.</param>");
        writer.Open($"extension(global::Querent.RowOutcome<{row.FullName}> outcome)");
        writer.Line("/// <summary>The input that the row was made from.</summary>");
        writer.Line($"public {inputType} Input => ({inputType})outcome.UntypedInput;");
        writer.Close();
        writer.Close();
    }
}
