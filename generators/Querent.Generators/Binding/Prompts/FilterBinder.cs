using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Applies filters: finds which one is meant, and hands its value over.</summary>
internal sealed class FilterBinder
{
    // What Jinja2 calls ours, for whoever brings a prompt from there.
    private static readonly ImmutableDictionary<string, string> JinjaNames = new Dictionary<string, string>
    {
        ["e"] = "xml",
        ["escape"] = "xml",
        ["forceescape"] = "xml",
        ["tojson"] = "json",
        ["d"] = "default",
        ["count"] = "length",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly BindingContext _context;
    private readonly ExpressionBinder _expressions;
    private readonly ValueFilters _values;
    private readonly TextFilters _texts;
    private readonly AuthorFilters _authors;

    public FilterBinder(BindingContext context, ExpressionBinder expressions)
    {
        _context = context;
        _expressions = expressions;
        _values = new ValueFilters(context, expressions);
        _texts = new TextFilters(context, expressions);
        _authors = new AuthorFilters(context, expressions);
    }

    /// <summary>What the filter makes of its value; null with a problem reported when it cannot.</summary>
    public BoundExpression? Bind(FilterNode node)
    {
        bool isOurs = ValueFilters.Names.Contains(node.Name) || TextFilters.Names.Contains(node.Name);
        if (!isOurs && !_authors.Has(node.Name))
        {
            IEnumerable<string> names = ValueFilters.Names.Concat(TextFilters.Names).Concat(_authors.Names);
            NameGuess guess = JinjaNames.TryGetValue(node.Name, out string? ours) ? NameGuess.Of(ours)
                : node.Name == "strftime" ? NameGuess.None("; did you mean 'date'?")   // its format means something else
                : NearestName.Of(node.Name, names);
            return _context.Report(BindingRules.UnknownFilter, node.NameSpan, node.NameSpan, guess, node.Name);
        }

        if (_expressions.Builds.Bind(node.Target) is BuildList or BuildMatrix)
        {
            return new BuildFilters(_context, _expressions.Builds).Apply(node, _expressions.Builds.Bind(node.Target)!);
        }

        return _expressions.Bind(node.Target) is not { } value ? null
            : value is BoundConstant { IsAbsent: true } && node.Name is not ("default" or "json") && !_expressions.IsPresent(value, node.Target) ? null
            : ValueFilters.Names.Contains(node.Name) ? _values.Apply(node, value)
            : isOurs ? _texts.Apply(node, value)
            : _authors.Apply(node, value);
    }
}
