using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Discovery;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>The filters that are static methods of types which the row names.</summary>
internal sealed class AuthorFilters(BindingContext context, ExpressionBinder expressions)
{
    public IEnumerable<string> Names => context.Row.Filters.Select(filter => SnakeCase.Of(filter.Name));

    public bool Has(string name) => Candidates(name).Any();

    /// <summary>Calls the method of the name whose parameters are nearest to the value and the arguments.</summary>
    public BoundExpression? Apply(FilterNode node, BoundExpression value)
    {
        var arguments = ImmutableArray.CreateBuilder<(string? Name, BoundExpression Value)>();
        foreach (ArgumentNode argument in node.Arguments)
        {
            if (expressions.Bind(argument.Value) is not { } bound)
            {
                return null;
            }

            arguments.Add((argument.Name, bound));
        }

        List<FilterShape> candidates = Candidates(node.Name).ToList();
        List<FilterShape> taking = candidates.Where(filter => Conversion.Apply(value, filter.Value, context.Types) is not null).ToList();
        ArgumentNode? misplaced = node.Arguments.SkipWhile(argument => argument.Name is null).FirstOrDefault(argument => argument.Name is null);
        if (misplaced is null && Nearest(taking, value, arguments) is { } call)
        {
            return call;
        }

        if (taking.Count > 0)
        {
            TemplateSpan span = misplaced?.Span ?? (node.Arguments.Count > 0 ? node.Arguments[0].Span : node.NameSpan);
            return context.Report(BindingRules.BadFilterArgument, span, node.Name, Usage(taking[0]));
        }

        if (value.Type.IsNullable && candidates.Any(filter => Conversion.Apply(new BoundNotNull(value, value.Type.IsValueType(context.Types)), filter.Value, context.Types) is not null))
        {
            expressions.IsPresent(value, node.Target, takesText: value.Type.Kind == ValueKind.String);
            return null;
        }

        string taken = context.NameOf(context.TypeOf(candidates[0].Value));
        return context.Report(
            BindingRules.FilterDoesNotApply, node.NameSpan, node.Name, $"'{context.TextOf(node.Target.Span)}', a '{context.NameOf(value.Type)}'; it takes a '{taken}'");
    }

    private IEnumerable<FilterShape> Candidates(string name)
        => context.Row.Filters.Where(filter => filter.Name == name || SnakeCase.Of(filter.Name) == name);

    private string Usage(FilterShape filter)
    {
        IEnumerable<string> parameters = filter.Parameters.Select(parameter =>
            $"'{context.NameOf(context.TypeOf(parameter.Type))} {parameter.Name}'{(parameter.IsOptional ? " or nothing" : "")}");
        return filter.Parameters.Count == 0 ? "no argument" : string.Join(", ", parameters);
    }

    private BoundCall? Nearest(List<FilterShape> filters, BoundExpression value, ImmutableArray<(string? Name, BoundExpression Value)>.Builder given)
    {
        BoundCall? nearest = null;
        (int Distance, int LeftOut) best = (int.MaxValue, int.MaxValue);
        foreach (FilterShape filter in filters)
        {
            if (Call(filter, value, given, out int distance) is { } call
                && (distance, filter.Parameters.Count).CompareTo(best) < 0)
            {
                nearest = call;
                best = (distance, filter.Parameters.Count);
            }
        }

        return nearest;
    }

    private BoundCall? Call(FilterShape filter, BoundExpression value, ImmutableArray<(string? Name, BoundExpression Value)>.Builder given, out int distance)
    {
        distance = Conversion.Distance(value, filter.Value, context.Types);
        var arguments = ImmutableArray.CreateBuilder<BoundArgument>();
        arguments.Add(new BoundArgument(Name: null, Conversion.Apply(value, filter.Value, context.Types)!, filter.IsOverloaded ? filter.Value : null));
        var filled = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < given.Count; i++)
        {
            (string? name, BoundExpression argument) = given[i];
            FilterParameterShape? parameter = name is not null
                ? filter.Parameters.FirstOrDefault(candidate => candidate.Name == name)
                : i < filter.Parameters.Count ? filter.Parameters[i] : null;
            if (parameter is null || !filled.Add(parameter.Name) || Conversion.Apply(argument, parameter.Type, context.Types) is not { } converted)
            {
                return null;
            }

            distance += Conversion.Distance(argument, parameter.Type, context.Types);
            arguments.Add(new BoundArgument(name, converted, filter.IsOverloaded ? parameter.Type : null));
        }

        return filter.Parameters.All(parameter => parameter.IsOptional || filled.Contains(parameter.Name))
            ? new BoundCall(context.TypeOf(filter.Returns), filter.Method, new(arguments.ToImmutable()))
            : null;
    }
}
