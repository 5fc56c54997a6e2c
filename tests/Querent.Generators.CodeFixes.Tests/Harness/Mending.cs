using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Querent.Generators.CodeFixes.Tests.Harness;

/// <summary>What fixes make of sources and prompt files.</summary>
internal static class Mending
{
    /// <summary>Demands that the first fix of the only diagnostic makes a source right: nothing is reported of it, by the compiler either.</summary>
    public static Task Expect(string id, string title, string before, string after)
        => Expect(id, title, UserProject.Of([before]), after);

    /// <summary>Demands that the first fix of the first diagnostic makes a project right.</summary>
    public static async Task Expect(string id, string title, UserProject before, params string[] after)
    {
        Diagnostic diagnostic = (await before.DiagnoseAsync())[0];
        Assert.Equal(id, diagnostic.Id);
        IReadOnlyList<CodeAction> offers = await before.OffersAsync(diagnostic);
        Assert.NotEmpty(offers);
        Assert.Equal(title, offers[0].Title);

        UserProject fixedProject = await before.AfterAsync(offers[0]);

        Assert.Equal(after, await fixedProject.TextsAsync());
        Assert.DoesNotContain(await fixedProject.DiagnoseAsync(), diagnostic => diagnostic.Descriptor.Category != "Querent.Advice");
    }

    /// <summary>Demands that the fix of many, asked for at the first diagnostic, leaves these texts.</summary>
    public static async Task ExpectForAll(FixAllScope scope, UserProject before, params string[] after)
    {
        Diagnostic diagnostic = (await before.DiagnoseAsync())[0];
        CodeAction offer = (await before.OffersAsync(diagnostic))[0];
        CodeAction? all = await before.OfferForAllAsync(diagnostic.Id, offer, scope, diagnostic.Location.GetLineSpan().Path);
        Assert.NotNull(all);

        Assert.Equal(after, await (await before.AfterAsync(all)).TextsAsync());
    }

    /// <summary>The titles of the fixes of the first diagnostic.</summary>
    public static async Task<IEnumerable<string>> Offers(string id, UserProject project)
    {
        Diagnostic diagnostic = (await project.DiagnoseAsync())[0];
        Assert.Equal(id, diagnostic.Id);
        return (await project.OffersAsync(diagnostic)).Select(offer => offer.Title);
    }
}
