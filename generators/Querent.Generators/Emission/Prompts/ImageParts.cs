using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Prompts;

/// <summary>Finds images among the parts of a prompt.</summary>
internal static class ImageParts
{
    public static bool Any(EquatableArray<PromptPart> parts) => parts.Any(part => part switch
    {
        ImagePart => true,
        PresentPart present => Any(present.Present) || Any(present.Absent),
        IfPart choice => choice.Branches.Any(branch => Any(branch.Parts)) || Any(choice.Else),
        ForPart loop => Any(loop.Body) || Any(loop.Else),
        _ => false,
    });
}
