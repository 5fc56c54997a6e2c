using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>Which prompt files a row uses, so that an edit to another binds nothing again.</summary>
internal static class FileUse
{
    /// <summary>The files that the row and its queries name or include, and those that these include.</summary>
    public static PromptFiles Of(RowShape row, PromptFiles all)
    {
        var used = new HashSet<PromptFile>();
        if (all.Files.Count > 0)
        {
            Read(row.SystemMessage ?? "");
            if (row.SystemFile is { } system)
            {
                Use(system);
            }

            foreach (RowMember member in row.Members)
            {
                if (member.Query?.File is { } file)
                {
                    Use(file);
                }

                Read(member.Query?.Template ?? "");
                foreach (CriterionShape criterion in member.Query?.Matrix?.Criteria ?? default)
                {
                    Read(criterion.Template ?? "");
                    if (criterion.File is { } own)
                    {
                        Use(own);
                    }
                }
            }
        }

        return new PromptFiles(all.Files.Where(used.Contains).ToEquatableArray());

        void Use(string path)
        {
            if (PromptFileLookup.Find(all, path, out _) is { } file && used.Add(file))
            {
                Read(file.Text);
            }
        }

        void Read(string text)
        {
            if (text.IndexOf("include", StringComparison.Ordinal) >= 0)
            {
                foreach (IncludeNode include in Includes(TemplateParser.Parse(text).Nodes))
                {
                    Use(include.Path);
                }
            }
        }
    }

    private static IEnumerable<IncludeNode> Includes(IEnumerable<TemplateNode> nodes) => nodes.SelectMany(node => node switch
    {
        IncludeNode include => [include],
        IfNode choice => choice.Branches.SelectMany(branch => Includes(branch.Body)).Concat(Includes(choice.Else)),
        ForNode loop => Includes(loop.Body).Concat(Includes(loop.Else)),
        _ => [],
    });
}
