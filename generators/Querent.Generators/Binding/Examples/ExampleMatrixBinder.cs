using System.Collections.Immutable;
using Querent.Generators.Binding.Data;
using Querent.Generators.Data;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>
/// Reads a matrix that another query's prompt uses: an object with an object for each case study, in which each criterion has
/// its answer, under the names that columns have.
/// </summary>
internal sealed class ExampleMatrixBinder(RowShape row, IReadOnlyCollection<string> needed, string text, List<DataProblem> problems)
{
    private readonly DataBinder _binder = new(row.Types, text, DataStrictness.Answer, problems);

    public MatrixData? Bind(DataValue value, RowMember matrix, string name)
    {
        int before = problems.Count;
        IReadOnlyList<QueryUnit> units = QueryUnit.Of(row, matrix).ToList();
        Dictionary<string, DataObject> cases = Objects(value, name, units.Select(unit => SnakeCase.Of(unit.Case!.Name)).Distinct(StringComparer.Ordinal).ToList());
        var answers = new Dictionary<string, DataValue>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, DataObject> study in cases)
        {
            List<QueryUnit> own = units.Where(unit => SnakeCase.Of(unit.Case!.Name) == study.Key).ToList();
            foreach (DataProperty property in Known(study.Value, $"{name}.{study.Key}", own.Select(unit => SnakeCase.Of(unit.Criterion!.Name)).ToList()))
            {
                answers[own.First(unit => SnakeCase.Of(unit.Criterion!.Name) == property.Name).Name] = property.Value;
            }
        }

        var cells = ImmutableArray.CreateBuilder<CellData>();
        foreach (QueryUnit unit in units)
        {
            string cell = $"{name}.{SnakeCase.Of(unit.Case!.Name)}.{SnakeCase.Of(unit.Criterion!.Name)}";
            bool isGiven = answers.TryGetValue(unit.Name, out DataValue? answer);
            if (!isGiven && needed.Contains(unit.Name) && problems.Count == before)
            {
                problems.Add(new DataProblem(DataFault.MissingProperty, new DataSpan(value.Span.Start, 1), name, cell.Substring(name.Length + 1), "the prompt"));
            }

            cells.Add(new CellData(unit.Name, isGiven ? _binder.Bind(answer!, matrix.AnswerType, cell, matrix.Answer!.Constraints) : null));
        }

        return problems.Count == before ? new MatrixData(matrix, new(cells.ToImmutable())) : null;
    }

    private Dictionary<string, DataObject> Objects(DataValue value, string name, IReadOnlyList<string> names)
    {
        var objects = new Dictionary<string, DataObject>(StringComparer.Ordinal);
        foreach (DataProperty property in Known(value, name, names))
        {
            if (property.Value is DataObject given)
            {
                objects[property.Name] = given;
            }
            else
            {
                problems.Add(new DataProblem(DataFault.Value, property.Value.Span, $"{name}.{property.Name}", "it has to be an object with an answer for each criterion"));
            }
        }

        return objects;
    }

    private List<DataProperty> Known(DataValue value, string name, IReadOnlyList<string> names)
    {
        if (value is not DataObject given)
        {
            problems.Add(new DataProblem(DataFault.Value, value.Span, name, "it has to be an object with an object for each case study"));
            return [];
        }

        var known = new Dictionary<string, DataProperty>(StringComparer.Ordinal);
        foreach (DataProperty property in given.Properties)
        {
            if (!names.Contains(property.Name))
            {
                problems.Add(new DataProblem(DataFault.UnknownProperty, property.NameSpan, name, property.Name, NearestName.Of(property.Name, names).Advice));
            }
            else if (known.ContainsKey(property.Name))
            {
                problems.Add(new DataProblem(DataFault.Value, property.NameSpan, $"{name}.{property.Name}", "it stands here twice; remove one"));
            }
            else
            {
                known.Add(property.Name, property);
            }
        }

        return [.. known.Values];
    }
}
