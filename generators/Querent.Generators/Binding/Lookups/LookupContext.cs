using Microsoft.CodeAnalysis;
using Querent.Generators.Binding.Data;
using Querent.Generators.Data;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Lookups;

/// <summary>What those who read a table of either form share.</summary>
internal sealed class LookupContext
{
    private readonly List<Problem> _problems;
    private readonly List<DataProblem> _data = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public LookupContext(LookupShape lookup, LookupFile file, TypeTable types, List<Problem> problems)
    {
        Lookup = lookup;
        File = file;
        Types = types;
        _problems = problems;
        Value = types[lookup.Type].Element;
        Binder = new DataBinder(types, file.Text, DataStrictness.Value, _data);
    }

    public LookupShape Lookup { get; }

    public LookupFile File { get; }

    public TypeTable Types { get; }

    /// <summary>The type of the table's values.</summary>
    public TypeRef Value { get; }

    public DataBinder Binder { get; }

    /// <summary>The properties that a value may have in JSON; none for one that is no object.</summary>
    public IReadOnlyList<MemberShape> Members
        => Types[Value].Kind == ValueKind.Object ? AnswerMembers.Of(Types[Value]).ToList() : [];

    public bool HasMember(string name) => Members.Any(member => member.WireName == name);

    public string NameOf(string key) => $"{Lookup.Name}[\"{key}\"]";

    /// <summary>Takes a key, or says that it is taken.</summary>
    public bool TakeKey(string key, DataSpan span)
    {
        if (_keys.Add(key))
        {
            return true;
        }

        Report(LookupRules.DuplicateKey, span, Lookup.Name, key);
        return false;
    }

    public void Report(DiagnosticDescriptor rule, DataSpan span, params string[] arguments)
        => _problems.Add(new Problem(rule, Site.LookupFile(Lookup.Name, File.Path, span.Start, span.Length), arguments));

    public void Report(DataProblem problem) => Report(
        problem.Fault switch
        {
            DataFault.UnknownProperty => LookupRules.UnknownProperty,
            DataFault.MissingProperty => LookupRules.MissingProperty,
            _ => LookupRules.Value,
        },
        problem.Span,
        problem.Arguments);

    /// <summary>Says what is wrong with the key of the attribute.</summary>
    public void ReportKey(string reason)
        => _problems.Add(new Problem(LookupRules.Key, Site.LookupArgument(Lookup.Name, Lookup.Key is null ? "" : nameof(LookupShape.Key)), Lookup.Name, reason));

    /// <summary>Passes on what the binder found since.</summary>
    public void PassOn()
    {
        _data.ForEach(Report);
        _data.Clear();
    }
}
