using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the <c>Input</c> record of a row whose author brought none.</summary>
internal static class InputEmitter
{
    /// <param name="writer">Where to write.</param>
    /// <param name="row">The row.</param>
    /// <param name="inputs">Its properties that come in.</param>
    /// <param name="isWhole">Whether the row is completed; the input of a wrong one cannot belong to it.</param>
    public static void Emit(SourceWriter writer, RowShape row, IEnumerable<RowMember> inputs, bool isWhole = true)
    {
        var byName = inputs.ToDictionary(input => input.Name, StringComparer.Ordinal);
        var positional = row.Positional.Where(parameter => byName.ContainsKey(parameter.Name)).ToList();
        var properties = byName.Values.Where(input => positional.All(parameter => parameter.Name != input.Name)).ToList();

        writer.Blank();
        writer.Line($"/// <summary>What a <see cref=\"{row.FullName}\"/> is made from: its properties that are not queries.</summary>");
        foreach (PositionalShape parameter in positional)
        {
            writer.Line($"/// <param name=\"{parameter.Name}\">The row's {Literal.Doc(parameter.Name)}.</param>");
        }

        writer.Line(RowEmitter.GeneratedCode);
        string hides = row.Is(RowTraits.HidesInput) ? "new " : "";
        string head = $"public {hides}sealed partial record Input";
        string tail = isWhole ? $" : global::Querent.IRowInput<{row.FullName}>" : "";
        if (positional.Count == 0)
        {
            writer.Open(head + tail);
        }
        else
        {
            writer.Lines(head + "(", positional.Select(parameter => Parameter(parameter, byName[parameter.Name], row.Types)).ToList(), ",", ")");
            writer.Open(isWhole ? "   " + tail : "");
        }

        bool isFirst = true;
        foreach (RowMember input in properties)
        {
            if (!isFirst)
            {
                writer.Blank();
            }

            EmitProperty(writer, row, input);
            isFirst = false;
        }

        writer.Close();
    }

    private static string Parameter(PositionalShape parameter, RowMember input, TypeTable types)
    {
        string attributes = string.Concat(input.Attributes.Select(attribute => $"[{attribute}] "));
        string fallback = parameter.Default is null ? "" : $" = {parameter.Default}";
        string all = parameter.IsParams ? "params " : "";
        return $"{attributes}{all}{Access.TypeName(input.Type, types)} {Identifier.Escape(parameter.Name)}{fallback}";
    }

    private static void EmitProperty(SourceWriter writer, RowShape row, RowMember input)
    {
        writer.Line(input.DocReference is null
            ? $"/// <summary>The row's {Literal.Doc(input.Name)}.</summary>"
            : $"/// <inheritdoc cref=\"{input.DocReference}\"/>");
        foreach (string attribute in input.Attributes)
        {
            writer.Line($"[{attribute}]");
        }

        string required = input.NeedsValue ? "required " : "";
        bool isBareReference = !input.Type.IsNullable && !row.Types[input.Type].IsValueType;
        string initializer = input.NeedsValue ? ""
            : input.Initializer is not null ? $" = {input.Initializer};"
            : isBareReference ? " = null!;"   // declared where nullability is unknown
            : "";
        writer.Line($"public {required}{Access.TypeName(input.Type, row.Types)} {Identifier.Escape(input.Name)} {{ get; init; }}{initializer}");
    }
}
