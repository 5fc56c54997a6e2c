using System.Text;
using Querent.Generators.Binding;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Emission.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Prompts;

/// <summary>Writes the renderers: what is the same for every row as bytes, what is not as calls.</summary>
internal sealed class PromptEmitter(RowShape row, string inputType, HelperNames names, ExpressionEmitter expressions, ValueEmitter values, ExampleEmitter examples)
{
    private readonly StringBuilder _fixed = new();

    public void Emit(SourceWriter writer, QueryProgram query, string method)
    {
        writer.Blank();
        writer.Open($"internal static void {method}({inputType} input, {Parameters(query.Answers)}global::Querent.PromptWriter writer)");
        expressions.Locals.Clear();
        var locals = new HashSet<string>(StringComparer.Ordinal) { "input", "writer" };
        locals.UnionWith(query.Answers.Select(answer => answer.Code));
        if (query.System is { } system)
        {
            _fixed.Append("{\"role\":\"system\",\"content\":\"");
            EmitParts(writer, system, locals);
            _fixed.Append("\"},");
        }

        if (query.Examples.Count > 0)
        {
            // The examples are rendered by what renders the user message of a row.
            Flush(writer);
            writer.Line($"writer.Literal({names.ForUnit("Examples", query.Unit)});");
            string user = names.ForUnit("RenderUser", query.Unit);
            writer.Line($"{user}(input, {string.Concat(query.Answers.Select(answer => answer.Code + ", "))}writer);");
            writer.Close();
            examples.Emit(writer, query, names.ForUnit("Examples", query.Unit), user);
            writer.Blank();
            writer.Open($"private static void {user}({inputType} input, {Parameters(query.Answers)}global::Querent.PromptWriter writer)");
        }

        EmitUser(writer, query, locals);
        writer.Close();
    }

    private void EmitUser(SourceWriter writer, QueryProgram query, ISet<string> locals)
    {
        bool hasImages = ImageParts.Any(query.Parts);
        _fixed.Append(hasImages ? "{\"role\":\"user\",\"content\":" : "{\"role\":\"user\",\"content\":\"");
        if (hasImages)
        {
            Flush(writer);
            writer.Line("writer.BeginParts();");
        }

        EmitParts(writer, query.Parts, locals);
        if (hasImages)
        {
            Flush(writer);
            writer.Line("writer.EndParts();");
        }

        _fixed.Append(hasImages ? "}" : "\"}");
        Flush(writer);
    }

    /// <summary>Writes the method that says whether a query is asked.</summary>
    public void EmitWhen(SourceWriter writer, QueryProgram query, string method)
    {
        expressions.Locals.Clear();
        string answers = Parameters(query.WhenAnswers);
        writer.Blank();
        writer.Line($"private static bool {method}({inputType} input{(answers.Length > 0 ? ", " + answers.Substring(0, answers.Length - 2) : "")})");
        writer.Line($"    => {expressions.Top(query.When!)};");
    }

    private string Parameters(IEnumerable<AnswerParameter> answers)
        => string.Concat(answers.Select(answer => $"{MatrixEmitter.AnswerType(answer.Member, row)} {answer.Code}, "));

    private void EmitParts(SourceWriter writer, EquatableArray<PromptPart> parts, ISet<string> locals)
    {
        foreach (PromptPart part in parts)
        {
            if (part is FixedPart text)
            {
                _fixed.Append(TextEscaping.JsonContent(text.Text));
            }
            else
            {
                Flush(writer);
                Emit(writer, part, locals);
            }
        }
    }

    // What is fixed before a value is written in one go with what is fixed around it.
    private void Flush(SourceWriter writer)
    {
        if (_fixed.Length > 0)
        {
            writer.Line($"writer.Literal({Literal.Utf8(_fixed.ToString())});");
            _fixed.Clear();
        }
    }

    private void Emit(SourceWriter writer, PromptPart part, ISet<string> locals)
    {
        switch (part)
        {
            case ImagePart image:
                string more = $"{Literal.OrNull(image.Image.Detail)}";
                writer.Line(image.Value.Type.Kind == ValueKind.Uri
                    ? $"writer.Image({expressions.Of(image.Value)}, {more});"
                    : $"writer.Image({expressions.Of(image.Value)}, {Literal.OrNull(image.Image.MediaType)}, {more});");
                break;

            case ValuePart value:
                values.Emit(writer, value, locals);
                break;

            case PresentPart present:
                string nullable = expressions.Of(present.Value);
                EmitBlock(writer, $"if ({nullable} is {{ }} {expressions.Locals.Enter(present.Local)})", present.Present, locals);
                expressions.Locals.Leave(present.Local);
                EmitElse(writer, present.Absent, locals);
                break;

            case IfPart choice:
                string keyword = "if";
                foreach (BranchPart branch in choice.Branches)
                {
                    EmitBranch(writer, keyword, branch, locals);
                    keyword = "else if";
                }

                EmitElse(writer, choice.Else, locals);
                break;

            case ForPart loop:
                EmitLoop(writer, loop, locals);
                break;
        }
    }

    private void EmitBranch(SourceWriter writer, string keyword, BranchPart branch, ISet<string> locals)
    {
        if (branch.Condition is not BoundSome some)
        {
            EmitBlock(writer, $"{keyword} ({expressions.Top(branch.Condition)})", branch.Parts, locals);
            return;
        }

        EmitBlock(writer, $"{keyword} ({expressions.Some(some, expressions.Locals.Enter(some.Local))})", branch.Parts, locals);
        expressions.Locals.Leave(some.Local);
    }

    private void EmitBlock(SourceWriter writer, string head, EquatableArray<PromptPart> parts, ISet<string> locals)
    {
        writer.Open(head);
        EmitParts(writer, parts, locals);
        Flush(writer);
        writer.Close();
    }

    private void EmitElse(SourceWriter writer, EquatableArray<PromptPart> parts, ISet<string> locals)
    {
        if (parts.Count > 0)
        {
            EmitBlock(writer, "else", parts, locals);
        }
    }

    private void EmitLoop(SourceWriter writer, ForPart loop, ISet<string> locals)
    {
        string source = expressions.ListOf(loop.Source);
        string item = expressions.ItemType(loop.Source);
        if (loop.Loop.Items is { } items)
        {
            writer.Line($"{item}[] {items} = global::System.Linq.Enumerable.ToArray({source});");
            source = items;
        }

        if (loop.Else.Count > 0)
        {
            writer.Open(loop.Loop.Items is null ? $"if ({expressions.Top(new BoundTruth(loop.Source))})" : $"if ({source}.Length > 0)");
        }

        if (loop.Loop.Count is { } count)
        {
            writer.Line($"int {count} = {(loop.Loop.Items is null ? expressions.Of(new BoundCount(loop.Source)) : source + ".Length")};");
        }

        if (loop.Loop.List is { } list)
        {
            writer.Line($"{expressions.TypeName(loop.Source)} {list} = {source};");
            writer.Open($"for (int {loop.Loop.Index} = 0; {loop.Loop.Index} < {list}.Count; {loop.Loop.Index}++)");
            writer.Line($"{item} {loop.Item} = {list}[{loop.Loop.Index}];");
        }
        else
        {
            if (loop.Loop.Index is { } index)
            {
                writer.Line($"int {index} = 0;");
            }

            writer.Open($"foreach ({item} {loop.Item} in {source})");
        }

        EmitParts(writer, loop.Body, locals);
        Flush(writer);
        if (loop.Loop is { Index: { } counter, List: null })
        {
            writer.Line($"{counter}++;");
        }

        writer.Close();
        if (loop.Else.Count > 0)
        {
            writer.Close();
            EmitElse(writer, loop.Else, locals);
        }
    }
}
