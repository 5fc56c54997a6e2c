using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Finds prompt files, and puts what they say in the place of the tag that includes them.</summary>
internal sealed class IncludeBinder(BindingContext context, PromptFiles files, Action<TemplateSource, ImmutableArray<PromptPart>.Builder> bind)
{
    private const int MostLevels = 16;

    // A file of two includes of the next of such files would double at each level.
    private const int MostFiles = 256;

    private readonly List<string> _open = [];
    private readonly List<PromptFile> _read = [];
    private int _count;

    /// <summary>The files that were read, in the order of their first use.</summary>
    public IEnumerable<PromptFile> Read => _read.Distinct();

    /// <summary>Opens the file that a query names, in place of a template.</summary>
    public TemplateSource? Open(string path, string template, Site site)
    {
        TemplateSource? source = Find(path, out string problem);
        if (template.Length > 0)
        {
            (source, problem) = (null, "stands beside a template; give one of the two");
        }

        if (source is null)
        {
            context.Report(BindingRules.PromptFile, site, path, problem);
        }
        else
        {
            _open.Add(source.File!);
        }

        return source;
    }

    public void Bind(IncludeNode node, ImmutableArray<PromptPart>.Builder parts)
    {
        TemplateSource? source = Find(node.Path, out string problem);
        if (source is not null && _open.Contains(source.File!))
        {
            problem = $"includes itself: {string.Join(" → ", _open.SkipWhile(path => path != source.File).Append(source.File!))}";
        }
        else if (source is not null && (_open.Count >= MostLevels || ++_count > MostFiles))
        {
            problem = "is one too many: files include each other 16 deep and 256 times at most";
        }

        if (problem.Length > 0)
        {
            context.Report(BindingRules.PromptFile, node.PathSpan, node.Path, problem);
            return;
        }

        _open.Add(source!.File!);
        bind(source, parts);
        _open.RemoveAt(_open.Count - 1);
    }

    private TemplateSource? Find(string path, out string problem)
    {
        if (PromptFileLookup.Find(files, path, out problem) is not { } file)
        {
            return null;
        }

        _read.Add(file);
        return new TemplateSource(file.Text, file.Path);
    }
}
