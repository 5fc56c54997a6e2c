using System.Collections.Immutable;

namespace Querent;

/// <summary>What a reply's content filter results say, gathered from wherever they stand in it.</summary>
internal struct FilterFindings
{
    private ImmutableArray<ContentFilterCategory> _categories;

    /// <summary>The categories in which something was found, each once a source, in the order they came in.</summary>
    public readonly ImmutableArray<ContentFilterCategory> Categories => _categories.IsDefault ? [] : _categories;

    /// <summary>Whether the filter was not there to look.</summary>
    public bool IsUnfiltered { get; set; }

    /// <summary>Adds a category; of two findings in one, that which stopped something stays.</summary>
    public void Add(ContentFilterCategory category)
    {
        ImmutableArray<ContentFilterCategory> found = Categories;
        for (int index = 0; index < found.Length; index++)
        {
            if (found[index].Name == category.Name && found[index].Source == category.Source)
            {
                _categories = category.IsFiltered && !found[index].IsFiltered ? found.SetItem(index, category) : found;
                return;
            }
        }

        _categories = found.Add(category);
    }

    /// <summary>What stopped the prompt or the answer, for a message: <c> (hate: high)</c>; empty when it is not known.</summary>
    public static string Describe(ImmutableArray<ContentFilterCategory> categories)
    {
        IEnumerable<string> stopping = categories.Where(category => category.IsFiltered).Select(category => category.Severity is { } severity ? $"{category.Name}: {severity}" : category.Name);
        string text = string.Join(", ", stopping);
        return text.Length == 0 ? "" : $" ({text})";
    }
}
