using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>How an input type of the author's own is made for an example.</summary>
internal static class ExampleInputType
{
    /// <summary>The properties that can be set, whether or not JSON knows them.</summary>
    public static IEnumerable<MemberShape> Settable(TypeShape type)
        => type.Members.Where((member, index) => member.IsSettable || type.Constructor.Any(parameter => parameter.Member == index));

    /// <summary>Whether it cannot be made without a value for a property.</summary>
    public static bool NeedsValue(TypeShape type, MemberShape member)
        => member.IsRequired || type.Constructor.Any(parameter => !parameter.IsOptional && parameter.Member >= 0 && type.Members[parameter.Member] == member);
}
