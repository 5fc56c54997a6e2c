using System.Text;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the C# that gets a value.</summary>
internal static class Access
{
    /// <summary><c>input.Customer?.Name</c>.</summary>
    public static string Of(string root, EquatableArray<PathStep> path)
    {
        var code = new StringBuilder(root);
        bool wasNullable = false;
        foreach (PathStep step in path)
        {
            code.Append(wasNullable ? "?." : ".").Append(Identifier.Escape(step.Name));
            if (step.Cell is { } cell)
            {
                code.Append($"[{cell.CaseType}.{Identifier.Escape(cell.Case)}, {cell.CriterionType}.{Identifier.Escape(cell.Criterion)}]");
            }

            wasNullable = step.IsNullable;
        }

        return code.ToString();
    }

    /// <summary>A name for a local variable after a member's, distinct from those that are taken.</summary>
    public static string Local(string name, ISet<string> taken)
    {
        string local = char.ToLowerInvariant(name[0]) + name.Substring(1);
        while (!taken.Add(local))
        {
            local += "Value";
        }

        return Identifier.Escape(local);
    }

    /// <summary>A type where it stands, with its <c>?</c>.</summary>
    public static string TypeName(TypeRef type, TypeTable types) => types[type].FullName + (type.IsNullable ? "?" : "");
}
