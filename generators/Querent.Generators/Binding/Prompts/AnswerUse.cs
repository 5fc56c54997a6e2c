using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What a prompt or condition takes of the answers to the row's other queries.</summary>
internal sealed class AnswerUse(LocalNames names)
{
    private readonly List<AnswerParameter> _parameters = [];
    private readonly List<Dependency> _dependencies = [];

    /// <summary>The answers and matrices that the generated code is given, in the order of their first use.</summary>
    public IEnumerable<AnswerParameter> Parameters => _parameters;

    /// <summary>The units whose answers are needed, each with the place of its first use.</summary>
    public IEnumerable<Dependency> Dependencies => _dependencies;

    /// <summary>The variable that holds a query's answer or a matrix, after noting that a unit of it is needed.</summary>
    public string Need(QueryUnit unit, Site site)
    {
        if (_dependencies.All(dependency => dependency.Unit != unit.Name))
        {
            _dependencies.Add(new Dependency(unit.Name, site));
        }

        AnswerParameter? parameter = _parameters.FirstOrDefault(known => known.Member.Name == unit.Member.Name);
        if (parameter is null)
        {
            parameter = new AnswerParameter(unit.Member, names.Take(unit.Member.Name));
            _parameters.Add(parameter);
        }

        return parameter.Code;
    }
}

/// <summary>An answer or matrix that generated code is given.</summary>
/// <param name="Member">The query.</param>
/// <param name="Code">The parameter's name.</param>
internal sealed record AnswerParameter(RowMember Member, string Code);

/// <summary>A unit whose answer another needs.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Site">Where it is first used.</param>
internal sealed record Dependency(string Unit, Site Site);
