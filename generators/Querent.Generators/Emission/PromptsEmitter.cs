using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the <c>Prompts</c> class, by which tests and debuggers see what the model would be sent.</summary>
internal static class PromptsEmitter
{
    public static void Emit(SourceWriter writer, RowProgram program, string inputType, HelperNames names)
    {
        RowShape row = program.Row;
        string access = row.Input is { IsAsVisibleAsRow: false } ? "internal" : "public";
        string hides = row.Is(RowTraits.HidesPrompts) ? "new " : "";
        writer.Blank();
        writer.Line($"/// <summary>The prompts of <see cref=\"{row.FullName}\"/> as the model would be sent them, for a test or a debugger.</summary>");
        writer.Line(RowEmitter.GeneratedCode);
        writer.Open($"{access} {hides}static class Prompts");
        for (int i = 0; i < program.Queries.Count; i++)
        {
            string name = program.Queries[i].Member.Name;
            if (i > 0)
            {
                writer.Blank();
            }

            writer.Line($"/// <summary>The prompt that asks for {Literal.Doc(name)}.</summary>");
            writer.Open($"public static class {Identifier.Escape(name)}");
            writer.Line("/// <summary>SHA-256 over the system message, a line feed, the template, and the path and text of each file that it uses, each behind a line feed; with line feeds for line ends, in lower-case hexadecimal.</summary>");
            writer.Line($"public static string TemplateHash => \"{program.Queries[i].TemplateHash}\";");
            writer.Blank();
            writer.Line("/// <summary>Renders the prompt.</summary>");
            writer.Line("/// <param name=\"input\">The input to render it for.</param>");
            writer.Line($"public static global::Querent.RenderedPrompt Render({inputType} input)");
            writer.Line($"    => global::Querent.RenderedPrompt.Create<{inputType}>(input, {RowEmitter.Holder}.{names.ForQuery("Render", name)});");
            writer.Close();
        }

        writer.Close();
    }
}
