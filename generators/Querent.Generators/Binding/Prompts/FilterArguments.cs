using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>The arguments of one filter by the names of its parameters, as Jinja2 hands them over.</summary>
internal sealed class FilterArguments
{
    private readonly BindingContext _context;
    private readonly ExpressionBinder _expressions;
    private readonly FilterNode _filter;
    private readonly string _usage;
    private readonly Dictionary<string, ArgumentNode> _byName = new(StringComparer.Ordinal);

    private FilterArguments(BindingContext context, ExpressionBinder expressions, FilterNode filter, string usage)
    {
        _context = context;
        _expressions = expressions;
        _filter = filter;
        _usage = usage;
    }

    /// <summary>The arguments; null with a problem reported where they fit no parameters.</summary>
    /// <param name="context">Where the filter stands.</param>
    /// <param name="expressions">Binds the arguments.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="usage">What it takes, for messages.</param>
    /// <param name="parameters">The names of its parameters.</param>
    public static FilterArguments? Match(
        BindingContext context, ExpressionBinder expressions, FilterNode filter, string usage, ImmutableArray<string> parameters)
    {
        var result = new FilterArguments(context, expressions, filter, usage);
        bool isNamed = false;
        for (int i = 0; i < filter.Arguments.Count; i++)
        {
            ArgumentNode argument = filter.Arguments[i];
            isNamed |= argument.Name is not null;
            string? name = argument.Name ?? (i < parameters.Length && !isNamed ? parameters[i] : null);
            if (name is null || !parameters.Contains(name) || result._byName.ContainsKey(name))
            {
                result.Refuse(argument.Span);
                return null;
            }

            result._byName.Add(name, argument);
        }

        return result;
    }

    public bool Has(string name) => _byName.ContainsKey(name);

    public ExpressionNode? Node(string name) => _byName.TryGetValue(name, out ArgumentNode? argument) ? argument.Value : null;

    /// <summary>A text that is known at build time.</summary>
    public bool TryLiteral(string name, string? fallback, out string? value)
    {
        value = fallback;
        if (!_byName.TryGetValue(name, out ArgumentNode? argument))
        {
            return true;
        }

        value = (argument.Value as StringNode)?.Value;
        return value is not null || Refuse(argument.Value.Span);
    }

    /// <summary><c>true</c> or <c>false</c>, written out.</summary>
    public bool TryBoolean(string name, out bool value)
    {
        value = false;
        if (!_byName.TryGetValue(name, out ArgumentNode? argument))
        {
            return true;
        }

        value = (argument.Value as BooleanNode)?.Value == true;
        return argument.Value is BooleanNode || Refuse(argument.Value.Span);
    }

    /// <summary>An argument of a kind, or what stands for it where it is left out.</summary>
    public BoundExpression? Value(string name, ValueKind kind, BoundExpression fallback)
    {
        if (!_byName.TryGetValue(name, out ArgumentNode? argument))
        {
            return fallback;
        }

        BoundExpression? value = _expressions.Bind(argument.Value);
        if (value is null)
        {
            return null;
        }

        if (value.Type.Kind != kind || value.Type.IsNone)
        {
            Refuse(argument.Value.Span);
            return null;
        }

        return _expressions.IsGuarded(value, argument.Value.Span) ? value : null;
    }

    /// <summary>Reports an argument that does not fit.</summary>
    public bool Refuse(TemplateSpan span)
    {
        _context.Report(BindingRules.BadFilterArgument, span, _filter.Name, _usage);
        return false;
    }
}
