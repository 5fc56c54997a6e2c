using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Emission;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>Applies the filters of a placeholder, the innermost first, and checks that what comes out is text.</summary>
internal sealed class FilterBinder(BindingContext context)
{
    private static readonly ImmutableArray<string> Names = ["default", "json", "xml"];

    private BoundPath _path = null!;
    private string _source = "";
    private ValueForm _form;
    private string? _fallback;

    public PromptPart? BindOutput(ExpressionNode expression)
    {
        if (!Apply(expression))
        {
            return null;
        }

        if (_path.IsNullable && _fallback is null && !IsJson)
        {
            context.Report(BindingRules.NullableWithoutDefault, expression.Span, _source);
            return null;
        }

        if (!IsJson && !HasText(expression.Span))
        {
            return null;
        }

        bool isNullable = _path.IsNullable || (_fallback is not null && !context[_path.Type].IsValueType);
        return new ValuePart(_path.Steps.ToEquatableArray(), _path.Type with { IsNullable = isNullable }, _form, isNullable ? _fallback : null);
    }

    private bool IsJson => _form is ValueForm.Json or ValueForm.JsonInXml;

    private bool Apply(ExpressionNode expression)
    {
        if (expression is FilterNode { Target: StringNode } useless)
        {
            context.Report(BindingRules.FilterDoesNotApply, useless.NameSpan, useless.Name, "a fixed text; write the result itself");
            return false;
        }

        if (expression is FilterNode filter)
        {
            return Apply(filter.Target) && Apply(filter);
        }

        if (new PathBinder(context).Bind(expression) is not { } path)
        {
            return false;
        }

        _path = path;
        _source = string.Join(".", path.Steps.Select(step => step.Name));
        return true;
    }

    private bool Apply(FilterNode filter)
    {
        switch (filter.Name)
        {
            case "default":
                return ApplyDefault(filter);

            case "xml":
                return HasNoArguments(filter) && ApplyXml(filter);

            case "json":
                return HasNoArguments(filter) && ApplyJson(filter);

            default:
                context.Report(BindingRules.UnknownFilter, filter.NameSpan, filter.Name, NearestName.Suggest(filter.Name, Names));
                return false;
        }
    }

    private bool ApplyDefault(FilterNode filter)
    {
        if (filter.Arguments is not { Count: 1 } || filter.Arguments[0] is not StringNode text)
        {
            TemplateSpan span = filter.Arguments.Count == 0 ? filter.NameSpan : filter.Arguments[0].Span;
            context.Report(BindingRules.BadFilterArgument, span, filter.Name, "one text in quotes: default(\"none\")");
            return false;
        }

        _fallback ??= text.Value;
        return true;
    }

    private bool ApplyXml(FilterNode filter)
    {
        if (_form is ValueForm.Xml or ValueForm.JsonInXml)
        {
            context.Report(BindingRules.FilterDoesNotApply, filter.NameSpan, filter.Name, "text that is escaped for XML already");
            return false;
        }

        if (_form == ValueForm.Text && !HasText(filter.Target.Span))
        {
            return false;
        }

        _form = _form == ValueForm.Json ? ValueForm.JsonInXml : ValueForm.Xml;
        _fallback = _fallback is null ? null : TextEscaping.Xml(_fallback);
        return true;
    }

    private bool ApplyJson(FilterNode filter)
    {
        TypeShape type = context[_path.Type];
        string? obstacle = _form != ValueForm.Text ? "text that a filter has made already"
            : _fallback is not null && type.Kind != ValueKind.String ? "a text that stands in for null; leave 'default' out, null is written as null"
            : !context.Row.Types.HasJson(_path.Type) ? $"a '{type.DisplayName}', which has no JSON form"
            : null;
        if (obstacle is not null)
        {
            context.Report(BindingRules.FilterDoesNotApply, filter.NameSpan, filter.Name, obstacle);
            return false;
        }

        _form = ValueForm.Json;
        _fallback = _fallback is null ? null : TextEscaping.JsonString(_fallback);
        return true;
    }

    private bool HasText(TemplateSpan span)
    {
        TypeShape type = context[_path.Type];
        if (type.Kind.HasText())
        {
            return true;
        }

        string advice = type.Kind switch
        {
            ValueKind.Opaque => "use a member that is text, a number, a date or an enum",
            ValueKind.Object => "name one of its members, or write it as JSON with '| json'",
            _ => "write it as JSON with '| json'",
        };
        context.Report(BindingRules.NoTextForm, span, _source, type.DisplayName, advice);
        return false;
    }

    private bool HasNoArguments(FilterNode filter)
    {
        if (filter.Arguments.Count == 0)
        {
            return true;
        }

        context.Report(BindingRules.BadFilterArgument, filter.Arguments[0].Span, filter.Name, "no argument");
        return false;
    }
}
